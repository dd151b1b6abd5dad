package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.adapter.out.upstreams.token.KeptTokens.Turn;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.delivery.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Holds the one token for all messages: minted by one thread of one hub while the others wait for
/// it, renewed before its end, and replaced once if the peer refuses it.
///
/// If a fresh token is refused too, the credentials are wrong: everything waits, and another token
/// is tried every five minutes.
public final class TokenKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeeper.class);

    private static final Duration MINTING = Duration.ofSeconds(1);

    private final Supplier<TokenResult> mint;
    private final KeptTokens kept;
    private final Clock clock;
    private final Timer timer;
    private final Executor executor;
    private final TokenRequests flight;
    private final Backoff pause = new Backoff();

    private @Nullable Kept current;
    private @Nullable Kept last;
    private boolean refused;
    private @Nullable Instant armedFor;

    /// @param mint requests a token once; blocks
    public TokenKeeper(
            Supplier<TokenResult> mint,
            KeptTokens kept,
            Clock clock,
            Timer timer,
            Executor executor) {
        this.mint = mint;
        this.kept = kept;
        this.clock = clock;
        this.timer = timer;
        this.executor = executor;
        this.flight = new TokenRequests(executor);
    }

    /// The state of the token, for display.
    public enum Condition {
        MISSING,
        HELD,
        REFUSED
    }

    /// Begins to obtain the first token and returns at once.
    public synchronized void start() {
        begin();
    }

    /// Never blocks and never waits for a token.
    public synchronized Permit permit() {
        Instant now = clock.instant();
        if (current != null && now.isBefore(current.expiresAt())) {
            return new Permit.Granted(current);
        }
        if (!now.isBefore(dueAt())) {
            begin();
        }
        return new Permit.Wait(later(dueAt(), now.plus(MINTING)));
    }

    /// The peer refused a token. Blocks until there is another one, or none for now.
    public Permit replace(Kept used) {
        CompletableFuture<Optional<Kept>> minted;
        synchronized (this) {
            if (current != null && !same(current, used)) {
                return new Permit.Granted(current);
            }
            if (refused) {
                return pauseFor(used);
            }
            current = null;
            if (!flight.isUnderWay() && pause.lastsAt(clock.instant())) {
                return new Permit.Wait(pause.until());
            }
            minted = mintOnce();
        }
        return awaited(minted);
    }

    /// The peer may have refused a token. Blocks until there is another one; all others go on with
    /// this one, which is returned if there is no other.
    public Permit renew(Kept used) {
        CompletableFuture<Optional<Kept>> minted;
        synchronized (this) {
            boolean replaced = current == null || !same(current, used);
            boolean tooSoon = !flight.isUnderWay() && pause.lastsAt(clock.instant());
            if (replaced || tooSoon) {
                return permit();
            }
            minted = mintOnce();
        }
        return awaited(minted);
    }

    private Permit awaited(CompletableFuture<Optional<Kept>> minted) {
        return minted.join().<Permit>map(Permit.Granted::new).orElseGet(this::permit);
    }

    /// The peer refused the replacement of a refused token.
    public synchronized Permit.Wait refuse(Kept used) {
        return pauseFor(used);
    }

    /// The peer accepted a message with this token.
    public synchronized void confirm(Kept used) {
        if (refused && current != null && same(current, used)) {
            said(Level.INFO, "token_taken_again")
                    .log("Our token of {} is taken again", kept.name());
            refused = false;
        }
    }

    public synchronized Condition condition() {
        if (refused) {
            return Condition.REFUSED;
        }
        return held().isPresent() ? Condition.HELD : Condition.MISSING;
    }

    public synchronized Optional<Kept> held() {
        return Optional.ofNullable(current)
                .filter(token -> clock.instant().isBefore(token.expiresAt()));
    }

    /// If many calls were refused with one token, only the first begins the pause.
    private Permit.Wait pauseFor(Kept used) {
        if (current != null && same(current, used)) {
            said(Level.WARN, "token_refused")
                    .log(
                            "Our token of {} is refused, also a new one; trying again in five"
                                    + " minutes",
                            kept.name());
            current = null;
            refused = true;
            pause.refused(clock.instant());
            arm(pause.until());
        }
        return new Permit.Wait(later(pause.until(), clock.instant().plus(MINTING)));
    }

    private static boolean same(Kept one, Kept other) {
        return one.token().equals(other.token());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Returns the time at which a new token is due.
    private Instant dueAt() {
        if (current == null) {
            return pause.until();
        }
        return later(pause.until(), KeptTokens.renewalOf(current));
    }

    private void arm(Instant when) {
        armedFor = when;
        timer.at(when, () -> executor.execute(() -> wake(when)));
    }

    private synchronized void wake(Instant when) {
        if (!when.equals(armedFor)) {
            return;
        }
        if (clock.instant().isBefore(dueAt())) {
            arm(dueAt());
        } else {
            begin();
        }
    }

    private void begin() {
        var _ = mintOnce();
    }

    private CompletableFuture<Optional<Kept>> mintOnce() {
        Kept known = last;
        return flight.join(() -> mintAfter(known));
    }

    /// A token other than `known`: another hub's, or a fresh one.
    private Optional<Kept> mintAfter(@Nullable Kept known) {
        return switch (kept.next(known, clock.instant())) {
            case Turn.Found(Kept token) -> Optional.of(take(token));
            case Turn.Ours _ -> land(mint.get());
            case Turn.Theirs _ -> standBy();
        };
    }

    private Optional<Kept> land(TokenResult tokenRequest) {
        return switch (tokenRequest) {
            case TokenResult.Minted(var token, Duration life) -> {
                Instant now = clock.instant();
                Kept minted = take(new Kept(token, now, now.plus(life)));
                kept.keep(minted);
                said(Level.INFO, "token_minted")
                        .addKeyValue("until", minted.expiresAt())
                        .log(
                                "A token of {} was minted, good until {}",
                                kept.name(),
                                minted.expiresAt());
                yield Optional.of(minted);
            }
            case TokenResult.Failed(String reason, Duration retryAfter) -> {
                backOff(reason, retryAfter);
                kept.endTurn();
                yield Optional.empty();
            }
        };
    }

    private synchronized Kept take(Kept token) {
        current = token;
        last = token;
        pause.end();
        arm(dueAt());
        return token;
    }

    /// Checks again until the other hub's token is there, or its turn is over.
    private synchronized Optional<Kept> standBy() {
        pause.elsewhere(clock.instant());
        arm(pause.until());
        return Optional.empty();
    }

    private synchronized void backOff(String reason, @Nullable Duration asked) {
        Duration length = pause.failed(clock.instant(), asked);
        said(Level.WARN, "token_missing")
                .addKeyValue("cause", reason)
                .log("No token of {} ({}), trying again in {}", kept.name(), reason, length);
        arm(pause.until());
    }

    private LoggingEventBuilder said(Level level, String action) {
        return LOG.atLevel(level).addKeyValue("action", action).addKeyValue("system", kept.name());
    }

    /// The answer to whether a message may be sent now.
    public sealed interface Permit {

        record Granted(Kept token) implements Permit {}

        /// There is no token; ask again at that time.
        record Wait(Instant until) implements Permit {}
    }

    /// The pause between requests for tokens: it grows while the peer issues none, and is long when
    /// the peer refuses tokens that it issued. Used by one thread at a time.
    private static final class Backoff {

        private static final Duration REFUSED = Duration.ofMinutes(5);

        /// The pause between checks for a token that another hub is minting.
        private static final Duration LOOK = Duration.ofSeconds(1);

        /// No jitter is needed: only one thread of one hub asks at a time.
        private static final double UNSPREAD = 0.5;

        private int failures;
        private Instant until = Instant.MIN;

        Instant until() {
            return until;
        }

        boolean lastsAt(Instant now) {
            return now.isBefore(until);
        }

        /// The peer issued no token.
        ///
        /// @param asked how long the peer asks us to wait, if it does
        /// @return the length of the pause
        Duration failed(Instant now, @Nullable Duration asked) {
            Duration pause = RetryPolicy.SHARED.pause(failures, asked, UNSPREAD);
            failures++;
            until = now.plus(pause);
            return pause;
        }

        /// The peer refused a fresh token, so another one will not help soon.
        void refused(Instant now) {
            until = now.plus(REFUSED);
        }

        /// Another hub is minting, which is not a failure.
        void elsewhere(Instant now) {
            until = now.plus(LOOK);
        }

        /// There is a token.
        void end() {
            failures = 0;
            until = Instant.MIN;
        }
    }
}

package dev.switchboard.application.service.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogIns.Outcome;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Renews log-ins by single-use tokens.
///
/// A log-in belongs to a revision of its account: a new password, new roles or the removal of the
/// account end it without a write to it.
final class LogInKeeper implements KeepLogIns {

    /// The greatest number of log-ins of one account. One more ends the one that was not renewed
    /// for the longest time.
    static final int MOST = 50;

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final KeptLogIns kept;
    private final Accounts accounts;
    private final AccessTokens tokens;
    private final KeepAudit audit;
    private final IdentityModule.Settings settings;
    private final Ids ids;
    private final Clock clock;
    private final LongAdder renewed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder reused = new LongAdder();

    LogInKeeper(
            KeptLogIns kept,
            Accounts accounts,
            AccessTokens tokens,
            KeepAudit audit,
            IdentityModule.Settings settings,
            Ids ids,
            Clock clock) {
        this.kept = kept;
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Result begin(Username username, String revision, Mark mark, Duration atMost) {
        Account account = find(username, revision).orElse(null);
        if (account == null) {
            return new Result.Refused();
        }
        Instant now = clock.instant();
        Duration life = lesser(atMost, settings.logInLife());
        makeRoom(username);
        while (true) {
            MarkedSecret token = MarkedSecret.of(mark, ids.secretBytes(8), ids.secretBytes(32));
            KeptLogIn begun = KeptLogIn.begun(token, account, now, life);
            if (kept.insert(begun) == Outcome.DONE) {
                return granted(account, begun, token, now);
            }
        }
    }

    private static Duration lesser(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Optional<Account> find(Username username, String revision) {
        return accounts.find(username).filter(account -> account.revision().equals(revision));
    }

    private void makeRoom(Username account) {
        List<KeptLogIn> all =
                kept.of(account).stream()
                        .sorted(Comparator.comparing(KeptLogIn::renewedAt))
                        .toList();
        all.stream()
                .limit(Math.max(0, all.size() - MOST + 1))
                .forEach(oldest -> kept.remove(oldest.id()));
    }

    private Result granted(Account account, KeptLogIn logIn, MarkedSecret token, Instant now) {
        Secret access = tokens.mint(account, now);
        return new Result.Granted(
                account.username(), account.roles(), access, token.whole(), logIn.endsAt());
    }

    /// Starts again if the log-in was renewed meanwhile.
    @Override
    public Result renew(Secret refreshToken, Mark mark, Duration idle) {
        MarkedSecret shown = MarkedSecret.parse(mark, refreshToken.reveal()).orElse(null);
        while (shown != null) {
            KeptLogIn logIn = kept.find(shown.id()).orElse(null);
            if (logIn == null) {
                break;
            }
            Instant now = clock.instant();
            Account account = find(logIn.account(), logIn.revision()).orElse(null);
            if (account == null || logIn.isOver(now, lesser(idle, settings.idle()))) {
                kept.remove(logIn.id());
                break;
            }
            if (isSame(shown, logIn.hash())) {
                KeptLogIn next = logIn.renewed(shown, ids.secretBytes(32), now);
                if (kept.replace(next, logIn.version()) == Outcome.DONE) {
                    renewed.increment();
                    return granted(account, next, next.successorOf(shown), now);
                }
            } else if (isSame(shown, logIn.previous())
                    && !now.isAfter(logIn.renewedAt().plus(settings.grace()))) {
                return granted(account, logIn, logIn.successorOf(shown), now);
            } else {
                endStolen(logIn);
                break;
            }
        }
        refused.increment();
        return new Result.Refused();
    }

    /// Takes the same time wherever the two differ.
    private static boolean isSame(MarkedSecret shown, @Nullable String hash) {
        return hash != null
                && MessageDigest.isEqual(shown.hash().getBytes(US_ASCII), hash.getBytes(US_ASCII));
    }

    /// Ends a log-in whose old token was presented: either its presenter or the holder of the
    /// current token is a thief.
    private void endStolen(KeptLogIn logIn) {
        reused.increment();
        kept.remove(logIn.id());
        String name = logIn.account().value();
        audit.record(Act.refused(name, "log_in.reused", name));
    }

    @Override
    public void end(Secret refreshToken) {
        Stream.of(Mark.REFRESH_TOKEN, Mark.CONSOLE_SESSION)
                .flatMap(mark -> MarkedSecret.parse(mark, refreshToken.reveal()).stream())
                .forEach(shown ->
                        kept.find(shown.id())
                                .filter(logIn ->
                                        isSame(shown, logIn.hash())
                                                || isSame(shown, logIn.previous()))
                                .ifPresent(this::end));
    }

    private void end(KeptLogIn logIn) {
        kept.remove(logIn.id());
        String name = logIn.account().value();
        audit.record(Act.often(name, "log_out", name));
    }

    /// Removes log-ins that can no longer be renewed.
    void sweep() {
        Instant now = clock.instant();
        int gone = FORGOTTEN_AT_ONCE;
        while (gone >= FORGOTTEN_AT_ONCE) {
            gone = kept.forget(now.minus(settings.idle()), now, FORGOTTEN_AT_ONCE);
        }
    }

    long renewed() {
        return renewed.sum();
    }

    long refused() {
        return refused.sum();
    }

    /// Returns how often a token was presented long after it had been traded.
    long reused() {
        return reused.sum();
    }
}

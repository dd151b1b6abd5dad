package dev.switchboard.application.service.health;

import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.message.SilentChannels.Silence;
import dev.switchboard.application.service.time.Cooldown;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import dev.switchboard.domain.upstream.TokenState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects the states of all parts with their start times. Logs once when the store goes away and
/// once when it is back, so other classes that miss it need not log it again.
public final class HealthWatch implements WatchHealth {

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CAUSES = Duration.ofMinutes(1);

    private final StoreHealth store;
    private final @Nullable UpstreamTokens tokens;
    private final List<DeskStates> desks;
    private final Supplier<List<TargetOutage>> outages;
    private final Supplier<Set<Target>> called;
    private final Supplier<List<Silence>> silent;
    private final Clock clock;
    private final ConcurrentMap<String, Part> known = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Look> last = new AtomicReference<>();
    private final AtomicBoolean wasWell = new AtomicBoolean();
    private final Cooldown causes = new Cooldown(BETWEEN_CAUSES);

    /// @param tokens the bot's; null if none is configured
    /// @param outages returns the targets that are away
    /// @param called returns the targets that were called since the start
    /// @param silent returns the channels that take messages and do not call back
    public HealthWatch(
            StoreHealth store,
            @Nullable UpstreamTokens tokens,
            List<DeskStates> desks,
            Supplier<List<TargetOutage>> outages,
            Supplier<Set<Target>> called,
            Supplier<List<Silence>> silent,
            Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.desks = List.copyOf(desks);
        this.outages = outages;
        this.called = called;
        this.silent = silent;
        this.clock = clock;
    }

    private record Look(Part part, Instant at) {

        boolean freshAt(Instant now) {
            return now.isBefore(at.plus(FRESH));
        }
    }

    @Override
    public Part store() {
        Look seen = last.get();
        return seen != null && seen.freshAt(clock.instant()) ? seen.part() : look();
    }

    /// Returns the state of the store at the last check; null before the first.
    public @Nullable Part lastSeenStore() {
        Look seen = last.get();
        return seen == null ? null : seen.part();
    }

    /// One caller checks, the others wait for its result.
    private synchronized Part look() {
        Look seen = last.get();
        if (seen != null && seen.freshAt(clock.instant())) {
            return seen.part();
        }
        Part now =
                switch (store.check()) {
                    case Condition.Ready(String durability) ->
                            part("store", State.UP, "writes are durable: " + durability);
                    case Condition.ShortOfRoom(String reason) ->
                            part("store", State.DEGRADED, reason);
                    case Condition.NotReady(String reason) -> part("store", State.DOWN, reason);
                };
        tell(seen == null ? null : seen.part(), now);
        tellOfRoom(seen == null ? State.UP : seen.part().state(), now);
        if (now.state() != State.DOWN) {
            wasWell.set(true);
        }
        last.set(new Look(now, clock.instant()));
        return now;
    }

    private void tell(@Nullable Part before, Part now) {
        if (now.state() == State.DOWN) {
            if (mayLog(before, now)) {
                LOG.atError()
                        .addKeyValue("action", "store_away")
                        .addKeyValue("cause", now.detail())
                        .log("The store is away, and nothing is accepted: {}", now.detail());
            }
        } else if (before != null && before.state() == State.DOWN) {
            LOG.atInfo()
                    .addKeyValue("action", "store_back")
                    .log(
                            "The store is back after {}",
                            Duration.between(before.since(), now.since()));
        }
    }

    private void tellOfRoom(State before, Part now) {
        if (now.state() == State.DEGRADED && before != State.DEGRADED) {
            LOG.atError()
                    .addKeyValue("action", "store_short_of_room")
                    .addKeyValue("cause", now.detail())
                    .log("New messages and files are refused: {}", now.detail());
        } else if (now.state() == State.UP && before == State.DEGRADED) {
            LOG.atInfo()
                    .addKeyValue("action", "store_has_room")
                    .log("The disk has room again, and new messages are accepted");
        }
    }

    /// While the store stays away, the reported cause changes a few times at first. A hub that
    /// never had its store repeats it every minute, because somebody waits for it to start.
    private boolean mayLog(@Nullable Part before, Part now) {
        if (before == null || before.state() != State.DOWN) {
            causes.begin(clock.instant());
            return true;
        }
        return (!before.detail().equals(now.detail()) || !wasWell.get())
                && causes.tryBegin(clock.instant());
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(store());
        parts.add(bot());
        Set<Target> told = new HashSet<>();
        desks.stream()
                .flatMap(system -> system.all().stream())
                .forEach(desk -> {
                    told.add(desk.desk());
                    parts.add(desk(desk));
                });
        for (TargetOutage outage : outages.get()) {
            told.add(outage.target());
            parts.add(target(outage));
        }
        for (Silence silence : silent.get()) {
            if (told.add(silence.channel())) {
                parts.add(channel(silence));
            }
        }
        called.get().stream()
                .filter(target -> !told.contains(target))
                .map(HealthWatch::name)
                .sorted()
                .forEach(name -> parts.add(part(name, State.UP, "")));
        return parts;
    }

    /// Returns the state of the token that the bot gave this hub.
    public TokenState botToken() {
        return tokens == null ? new TokenState.NotConfigured() : tokens.state();
    }

    private Part bot() {
        return switch (botToken()) {
            case TokenState.NotConfigured _ -> part("bot", State.OFF, "not configured");
            case TokenState.Missing _ -> part("bot", State.DEGRADED, "there is no token");
            case TokenState.Refused _ ->
                    part("bot", State.DEGRADED, "it refuses our token, also a new one");
            case TokenState.Held(var _, Instant expiresAt) ->
                    part("bot", State.UP, "token good until " + expiresAt);
        };
    }

    private Part desk(DeskState desk) {
        String name = desk.desk().toString();
        return switch (desk.condition()) {
            case NOT_CONFIGURED -> part(name, State.OFF, "not configured");
            case WELL -> part(name, State.UP, "");
            case AWAY -> failing(name, "it did not take the last call", desk);
            case UNAUTHORIZED -> failing(name, "it does not accept our credentials", desk);
        };
    }

    private Part failing(String name, String detail, DeskState desk) {
        Failure failure = desk.lastFailure();
        Instant since = failure == null ? clock.instant() : failure.at();
        return part(name, State.DEGRADED, detail + status(desk), since);
    }

    private static String status(DeskState desk) {
        Failure failure = desk.lastFailure();
        return failure == null || failure.status() == null ? "" : ": status " + failure.status();
    }

    private static String name(Target target) {
        return "target " + target;
    }

    private Part target(TargetOutage outage) {
        String detail =
                "%s; circuit %s after %d outages in a row"
                        .formatted(
                                outage.cause(),
                                outage.circuit().state(),
                                outage.circuit().failures());
        return degraded(outage.target(), outage.since(), detail);
    }

    private Part channel(Silence silence) {
        String detail =
                "it took %d messages and called back for none; usually it does within %s"
                        .formatted(silence.taken(), silence.usual());
        return degraded(silence.channel(), silence.since(), detail);
    }

    private Part degraded(Target target, Instant since, String detail) {
        Part part = new Part(name(target), State.DEGRADED, since, detail);
        known.put(part.name(), part);
        return part;
    }

    /// Returns a part with its state and start time: a state lasts until another one is seen.
    private Part part(String name, State state, String detail) {
        return part(name, state, detail, clock.instant());
    }

    /// @param since the start of the state, if it is seen for the first time
    private Part part(String name, State state, String detail, Instant since) {
        return known.merge(
                name,
                new Part(name, state, since, detail),
                (before, seen) ->
                        before.state() == seen.state()
                                ? new Part(name, state, before.since(), detail)
                                : seen);
    }
}

package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.message.SilentChannels.Silence;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.upstream.Failure;
import dev.switchboard.domain.upstream.TokenState;
import dev.switchboard.domain.upstream.TokenTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthWatchTest {

    private static final Target DESK = new Target(Target.Kind.DESK, "desk/main");

    private final MutableClock clock = new MutableClock();
    private final FakeStoreHealth store = new FakeStoreHealth();
    private final FakeTokens tokens = new FakeTokens();
    private final List<TargetOutage> outages = new ArrayList<>();
    private final Set<Target> called = new HashSet<>();
    private final List<Silence> silent = new ArrayList<>();
    private @Nullable Failure lastFailure;
    private DeskStates.Condition desk = DeskStates.Condition.WELL;
    private final HealthWatch health =
            new HealthWatch(
                    store,
                    tokens,
                    List.of(() -> List.of(new DeskState(DESK, "us", desk, null, lastFailure))),
                    () -> outages,
                    () -> called,
                    () -> silent,
                    clock);

    @RegisterExtension final LogLines lines = LogLines.of(HealthWatch.class);

    private static final class FakeStoreHealth implements StoreHealth {

        private Condition condition = new Condition.Ready("fsync");
        private int looks;

        @Override
        public Condition check() {
            looks++;
            return condition;
        }

        @Override
        public Written written() {
            return new Written(0, 0);
        }

        @Override
        public boolean isShortOfRoom() {
            return condition instanceof Condition.ShortOfRoom;
        }

        void leave(String reason) {
            condition = new Condition.NotReady(reason);
        }

        void comeBack() {
            condition = new Condition.Ready("fsync");
        }
    }

    private static final class FakeTokens implements UpstreamTokens {

        private TokenState state = new TokenState.NotConfigured();

        @Override
        public TokenState state() {
            return state;
        }

        @Override
        public TokenTrade refresh(Secret refreshToken) {
            return new TokenTrade.NotConfigured();
        }
    }

    private Part lookAfter(Duration pause) {
        clock.advance(pause);
        return health.store();
    }

    private Part part(String name) {
        return health.parts().stream().filter(it -> it.name().equals(name)).findAny().orElseThrow();
    }

    @Test
    void looksOnceASecondHoweverManyAsk() {
        for (int i = 0; i < 10; i++) {
            health.store();
        }

        assertThat(store.looks).isEqualTo(1);
    }

    @Test
    void turnsUnreadyWithinTheFiveSecondsOfThePromiseAndHealsAlone() {
        assertThat(health.store().state()).isEqualTo(State.UP);
        store.leave("the disk is full");

        assertThat(lookAfter(Duration.ofSeconds(5)).state()).isEqualTo(State.DOWN);
        store.comeBack();
        assertThat(lookAfter(Duration.ofSeconds(1)).state()).isEqualTo(State.UP);
    }

    @Test
    void knowsSinceWhenAndWhyTheStoreIsAway() {
        health.store();
        clock.advance(Duration.ofSeconds(10));
        store.leave("connection refused");
        health.store();

        Part away = lookAfter(Duration.ofMinutes(5));

        assertThat(away)
                .isEqualTo(
                        new Part(
                                "store",
                                State.DOWN,
                                Seed.NOW.plusSeconds(10),
                                "connection refused"));
    }

    @Test
    void saysOnceThatTheStoreIsAwayAndOnceThatItIsBack() {
        health.store();
        store.leave("connection refused");
        for (int i = 0; i < 20; i++) {
            lookAfter(Duration.ofSeconds(5));
        }
        store.comeBack();
        lookAfter(Duration.ofSeconds(5));
        lookAfter(Duration.ofSeconds(5));

        assertThat(lines.all())
                .extracting(LogLines.Line::message)
                .containsExactly(
                        "The store is away, and nothing is accepted: connection refused",
                        "The store is back after PT1M40S");
    }

    @Test
    void saysOnceThatTheDiskFillsUpAndOnceThatItHasRoom() {
        health.store();
        for (int left = 500; left > 490; left--) {
            store.condition = new StoreHealth.Condition.ShortOfRoom("%d MB left".formatted(left));
            assertThat(lookAfter(Duration.ofSeconds(5)))
                    .extracting(Part::state, Part::detail)
                    .containsExactly(State.DEGRADED, "%d MB left".formatted(left));
        }
        store.comeBack();
        lookAfter(Duration.ofSeconds(5));
        lookAfter(Duration.ofSeconds(5));

        assertThat(lines.all())
                .extracting(LogLines.Line::message)
                .containsExactly(
                        "New messages and files are refused: 500 MB left",
                        "The disk has room again, and new messages are accepted");
    }

    @Test
    void saysSoWhenAnotherCauseKeepsItAway() {
        store.leave("connection refused");
        health.store();
        store.leave("no answer in time");
        lookAfter(Duration.ofSeconds(5));
        store.leave("index journal_key: DuplicateKey");

        lookAfter(Duration.ofMinutes(1));

        assertThat(lines.all())
                .hasSize(2)
                .last()
                .extracting(LogLines.Line::message)
                .asString()
                .endsWith("index journal_key: DuplicateKey");
    }

    @Test
    void saysEveryMinuteThatItNeverHadItsStore() {
        store.leave("connection refused");
        for (int i = 0; i < 37; i++) {
            lookAfter(Duration.ofSeconds(5));
        }

        assertThat(lines.all()).hasSize(4);
    }

    @Test
    void tellsOfTheBotWithoutItsToken() {
        Secret token = new Secret("not for health");
        tokens.state = new TokenState.Held(token, Seed.NOW.plusSeconds(60));
        assertThat(part("bot").state()).isEqualTo(State.UP);

        clock.advance(Duration.ofMinutes(2));
        tokens.state = new TokenState.Refused();
        health.parts();
        clock.advance(Duration.ofMinutes(2));

        assertThat(part("bot").state()).isEqualTo(State.DEGRADED);
        assertThat(part("bot").since()).isEqualTo(Seed.NOW.plusSeconds(120));
        assertThat(health.parts()).noneMatch(it -> it.detail().contains("not for health"));
    }

    @Test
    void namesAChannelThatDoesNotCallBack() {
        Instant since = clock.instant();
        called.add(Seed.SLACK);
        silent.add(new Silence(Seed.SLACK, since, 7, Duration.ofSeconds(40)));

        clock.advance(Duration.ofMinutes(20));

        assertThat(health.parts())
                .filteredOn(part -> part.name().equals("target channel:slack-sim"))
                .containsExactly(
                        new Part(
                                "target channel:slack-sim",
                                State.DEGRADED,
                                since,
                                "it took 7 messages and called back for none; usually it does"
                                        + " within PT40S"));
    }

    @Test
    void listsWhatIsWellOnce() {
        called.add(Seed.SLACK);
        called.add(DESK);
        health.parts();
        clock.advance(Duration.ofMinutes(2));

        assertThat(health.parts())
                .extracting(Part::name)
                .containsExactly("store", "bot", DESK.toString(), "target " + Seed.SLACK);
        assertThat(part("target " + Seed.SLACK))
                .isEqualTo(new Part("target " + Seed.SLACK, State.UP, Seed.NOW, ""));
    }

    @Test
    void knowsSinceWhenADeskIsAwayAlsoIfNobodyLookedThen() {
        clock.advance(Duration.ofMinutes(2));
        desk = DeskStates.Condition.AWAY;
        lastFailure = new Failure(Seed.NOW.plusSeconds(7), 503);

        assertThat(part(DESK.toString()).since()).isEqualTo(Seed.NOW.plusSeconds(7));
    }

    @Test
    void tellsOfDesksAndOfTargetsThatAreAway() {
        desk = DeskStates.Condition.UNAUTHORIZED;
        outages.add(
                new TargetOutage(
                        Seed.SLACK,
                        new Circuit(Circuit.State.OPEN, 7, null),
                        Seed.NOW.minusSeconds(90),
                        "no connection"));

        assertThat(part(DESK.toString()).detail()).isEqualTo("it does not accept our credentials");
        assertThat(part("target " + Seed.SLACK))
                .isEqualTo(
                        new Part(
                                "target " + Seed.SLACK,
                                State.DEGRADED,
                                Seed.NOW.minusSeconds(90),
                                "no connection; circuit OPEN after 7 outages in a row"));
    }
}

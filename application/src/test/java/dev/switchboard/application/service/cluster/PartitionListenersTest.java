package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionListenersTest {

    private static final Partitions SOME = Partitions.of(IntStream.of(1, 2));
    private static final Partitions ONE = Partitions.of(IntStream.of(1));
    private static final Partitions OTHER = Partitions.of(IntStream.of(2));

    private final MutableClock clock = new MutableClock();
    private final PartitionListeners listeners =
            new PartitionListeners(new Later(new FakeTimer(clock), Runnable::run, clock));
    private final List<Look> looks = new ArrayList<>();
    private boolean away;

    private record Look(Partitions some, boolean last) {}

    @BeforeEach
    void watch() {
        listeners.listen(
                new PartitionListener() {
                    @Override
                    public void recover(Partitions some, boolean last) {
                        looks.add(new Look(some, last));
                        if (away) {
                            throw new StoreUnavailableException("away");
                        }
                    }
                });
    }

    private void take(Partitions some, boolean clean) {
        listeners.taken(some, clean);
        listeners.recover(some, clean);
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void looksOnceWhereTheHubBeforeHasNothingUnderWay() {
        take(SOME, true);
        pass(100);

        assertThat(looks).containsExactly(new Look(SOME, true));
    }

    @Test
    void looksForLateWritesForAMinute() {
        take(SOME, false);
        pass(100);

        assertThat(looks)
                .containsExactly(
                        new Look(SOME, false),
                        new Look(SOME, false),
                        new Look(SOME, false),
                        new Look(SOME, true));
    }

    @Test
    void expectsLateWritesUntilTheLastLook() {
        take(ONE, true);
        take(OTHER, false);
        assertThat(listeners.late()).isEqualTo(OTHER);

        pass(59);
        assertThat(listeners.late()).isEqualTo(OTHER);
        away = true;
        pass(1);
        assertThat(listeners.late()).isEqualTo(OTHER);

        away = false;
        pass(5);
        assertThat(listeners.late()).isEqualTo(Partitions.NONE);
    }

    @Test
    void looksAgainUntilTheStoreAnswers() {
        away = true;
        take(SOME, true);
        pass(5);
        away = false;
        pass(100);

        assertThat(looks).hasSize(3);
    }

    @Test
    void looksForNothingOfWhatIsLost() {
        away = true;
        take(SOME, false);
        looks.clear();

        listeners.lost(ONE);
        pass(5);
        assertThat(looks).isNotEmpty().allMatch(look -> look.some().equals(OTHER));
        listeners.lost(OTHER);
        looks.clear();
        pass(100);

        assertThat(looks).isEmpty();
    }

    /// Otherwise the last look of the earlier term would let late writes of the new one pass.
    @Test
    void beginsAnewWhereItWasLostAndTakenAgain() {
        take(SOME, false);
        pass(50);
        listeners.lost(ONE);
        take(ONE, false);
        looks.clear();

        pass(59);
        assertThat(looks).contains(new Look(OTHER, true)).doesNotContain(new Look(ONE, true));
        pass(1);

        assertThat(looks).endsWith(new Look(ONE, true));
    }
}

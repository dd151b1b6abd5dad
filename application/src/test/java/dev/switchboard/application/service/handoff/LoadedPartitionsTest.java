package dev.switchboard.application.service.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import org.junit.jupiter.api.Test;

class LoadedPartitionsTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "c-1");
    private static final Partitions ITS = Partitions.of(CHAT);
    private static final Partitions OTHERS = Partitions.ALL.minus(ITS);

    private final LoadedPartitions loaded = new LoadedPartitions(new FakePartitionOwnership());

    @Test
    void coverWhatIsLoaded() {
        loaded.taken(Partitions.ALL, true);
        assertThat(loaded.covers(CHAT)).isFalse();

        loaded.load(Partitions.ALL, true, () -> assertThat(loaded.covers(CHAT)).isFalse());

        assertThat(loaded.covers(CHAT)).isTrue();
        assertThat(loaded.missing()).isEqualTo(Partitions.NONE);
    }

    @Test
    void coverNothingInWhichHandoffsMayStillBegin() {
        loaded.taken(ITS, false);
        loaded.load(ITS, false, () -> {});
        assertThat(loaded.covers(CHAT)).isFalse();

        loaded.load(ITS, true, () -> {});

        assertThat(loaded.covers(CHAT)).isTrue();
    }

    /// The one who loads passed over what this hub did not hold at that moment.
    @Test
    void lackWhatWasTakenAnewMeanwhile() {
        loaded.taken(Partitions.ALL, true);

        loaded.load(
                Partitions.ALL,
                true,
                () -> {
                    loaded.lost(ITS);
                    loaded.taken(ITS, true);
                });

        assertThat(loaded.covers(CHAT)).isFalse();
        assertThat(loaded.missing()).isEqualTo(ITS);
        loaded.load(ITS, true, () -> {});
        assertThat(loaded.covers(CHAT)).isTrue();
    }

    @Test
    void lackWhatCouldNotBeLoaded() {
        loaded.taken(Partitions.ALL, true);
        loaded.load(OTHERS, true, () -> {});

        assertThatThrownBy(() -> loaded.load(ITS, true, LoadedPartitionsTest::fail))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(loaded.missing()).isEqualTo(ITS);
    }

    private static void fail() {
        throw new StoreUnavailableException("away");
    }
}

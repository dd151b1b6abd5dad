package dev.switchboard.domain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static Partitions range(int from, int to) {
        return Partitions.of(IntStream.range(from, to));
    }

    @Test
    void shareALimitByTheirSize() {
        assertThat(Partitions.ALL.shareOf(20)).isEqualTo(20);
        assertThat(range(0, 340).shareOf(22)).isEqualTo(7);
        assertThat(Partitions.ALL.shareOf(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shareSoThatAllTogetherKeepWithinTheLimit() {
        assertThat(
                        Stream.of(range(0, 500), range(500, 1024))
                                .mapToInt(half -> half.shareOf(8))
                                .sum())
                .isEqualTo(8);
    }

    /// Otherwise what they are about would never be done.
    @Test
    void haveAShareHoweverFewTheyAre() {
        assertThat(range(0, 1).shareOf(8)).isEqualTo(1);
        assertThat(Partitions.NONE.shareOf(8)).isEqualTo(1);
    }
}

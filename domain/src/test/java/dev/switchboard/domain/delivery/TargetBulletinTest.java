package dev.switchboard.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.TargetChange.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetBulletinTest {

    private static TargetChange change(int number) {
        return new TargetChange(new Target(Target.Kind.CHANNEL, "c" + number), Kind.MOVED);
    }

    private static TargetBulletin of(int changes) {
        TargetBulletin bulletin = TargetBulletin.NONE;
        for (int i = 1; i <= changes; i++) {
            bulletin = bulletin.with(change(i));
        }
        return bulletin;
    }

    @Test
    void tellsAReaderWhatItHasNotRead() {
        assertThat(of(3).after(1))
                .hasValueSatisfying(some -> assertThat(some).containsExactly(change(2), change(3)));
        assertThat(of(3).after(3)).hasValueSatisfying(none -> assertThat(none).isEmpty());
    }

    @Test
    void keepsTheLatestOnly() {
        int length = TargetBulletin.LENGTH;

        TargetBulletin bulletin = of(length + 2);

        assertThat(bulletin.number()).isEqualTo(length + 2L);
        assertThat(bulletin.latest())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, length + 2)
                                .mapToObj(TargetBulletinTest::change)
                                .toList());
    }

    @Test
    void saysThatItHasNotAllOfIt() {
        int length = TargetBulletin.LENGTH;

        assertThat(of(length + 2).after(1)).isEmpty();
        assertThat(of(length + 2).after(2)).isPresent();
    }
}

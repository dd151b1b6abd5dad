package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskFloorTest {

    private static final long MB = 1024 * 1024;

    @Nested
    class OnADiskThatFillsUp {

        private long free = 600 * MB;
        private boolean silent;
        private final DiskFloor floor = new DiskFloor(this::left, DataSize.ofMegabytes(512));

        private long left() throws IOException {
            if (silent) {
                throw new IOException("not told");
            }
            return free;
        }

        private boolean reachedWith(long megabytes) {
            free = megabytes * MB;
            floor.look();
            return floor.isReached();
        }

        @Test
        void isReachedBelowWhatHasToBeFree() {
            assertThat(floor.isReached()).isFalse();
            assertThat(reachedWith(512)).isFalse();

            assertThat(reachedWith(511)).isTrue();
            assertThat(floor.words())
                    .isEqualTo("the disk has 511 MB left, new messages need 512 MB");
        }

        @Test
        void isLeftWhenATenthMoreIsFree() {
            reachedWith(100);

            assertThat(reachedWith(513)).isTrue();
            assertThat(reachedWith(563)).isTrue();
            assertThat(reachedWith(564)).isFalse();
            assertThat(reachedWith(513)).isFalse();
        }

        @Test
        void staysWhatItWasWhileTheSystemDoesNotTell() {
            reachedWith(100);
            silent = true;

            assertThat(reachedWith(600)).isTrue();
            silent = false;
            assertThat(reachedWith(600)).isFalse();
        }

        @Test
        void isSwitchedOffByNothing() {
            DiskFloor off = new DiskFloor(() -> 0, DataSize.ofBytes(0));

            assertThat(off.isReached()).isFalse();
        }
    }

    @Nested
    class OnThisDisk {

        @TempDir private Path directory;

        private Condition with(DataSize least) throws Exception {
            try (OpenStore store = OpenStore.in(directory)) {
                DiskFloor floor = DiskFloor.under(directory, least);
                EmbeddedStoreHealth health =
                        new EmbeddedStoreHealth(
                                store.engine().gate(),
                                store.engine().store(),
                                floor,
                                Clock.systemUTC());
                Condition condition = health.check();
                assertThat(health.isShortOfRoom())
                        .isEqualTo(condition instanceof Condition.ShortOfRoom);
                return condition;
            }
        }

        @Test
        void isReadFromTheSystem() throws Exception {
            long all = directory.toFile().getTotalSpace();

            assertThat(with(DataSize.ofBytes(1))).isInstanceOf(Condition.Ready.class);
            assertThat(with(DataSize.ofBytes(all + 1))).isInstanceOf(Condition.ShortOfRoom.class);
        }
    }
}

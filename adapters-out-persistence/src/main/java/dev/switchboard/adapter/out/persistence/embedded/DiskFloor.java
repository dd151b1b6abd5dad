package dev.switchboard.adapter.out.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Says stop while the store still has room: a disk that is full takes no settlements either, and
/// then nothing that was acknowledged gets on.
final class DiskFloor {

    private static final Logger LOG = LoggerFactory.getLogger(DiskFloor.class);

    /// A disk around its floor does not come and go: a tenth more has to be free again.
    private static final double ENOUGH_AGAIN = 1.1;

    private final Room room;
    private final DataSize least;
    private volatile Seen seen = new Seen(Long.MAX_VALUE, false);

    /// @param least what has to be free; nothing switches this off
    DiskFloor(Room room, DataSize least) {
        this.room = room;
        this.least = least;
        look();
    }

    /// On the disk of a directory.
    static DiskFloor under(Path directory, DataSize least) {
        return new DiskFloor(() -> Files.getFileStore(directory).getUsableSpace(), least);
    }

    /// How much is free on a disk.
    interface Room {

        /// @return bytes
        long free() throws IOException;
    }

    private record Seen(long free, boolean reached) {}

    /// Looks how much is free now. Keeps what it saw last where the system does not tell.
    void look() {
        try {
            long free = room.free();
            double needed = least.toBytes() * (seen.reached() ? ENOUGH_AGAIN : 1);
            seen = new Seen(free, free < needed);
        } catch (IOException e) {
            LOG.debug("Nobody knows how much of the disk is free", e);
        }
    }

    /// As it was seen last; costs nothing.
    boolean isReached() {
        return seen.reached();
    }

    String words() {
        return "the disk has %d MB left, new messages need %d MB"
                .formatted(DataSize.ofBytes(seen.free()).toMegabytes(), least.toMegabytes());
    }
}

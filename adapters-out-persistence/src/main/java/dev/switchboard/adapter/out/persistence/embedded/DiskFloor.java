package dev.switchboard.adapter.out.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Stops new messages while the store still has some disk space: on a full disk, settlements could
/// not be written either, and acknowledged messages would get stuck.
final class DiskFloor {

    private static final Logger LOG = LoggerFactory.getLogger(DiskFloor.class);

    /// Prevents flapping around the limit: a tenth more must be free before messages are accepted
    /// again.
    private static final double ENOUGH_AGAIN = 1.1;

    private final Room room;
    private final DataSize least;
    private volatile Seen seen = new Seen(Long.MAX_VALUE, false);

    /// @param least the space that must be free; 0 switches the limit off
    DiskFloor(Room room, DataSize least) {
        this.room = room;
        this.least = least;
        look();
    }

    /// Watches the disk of a directory.
    static DiskFloor under(Path directory, DataSize least) {
        return new DiskFloor(() -> Files.getFileStore(directory).getUsableSpace(), least);
    }

    /// The free space of a disk.
    interface Room {

        /// @return bytes
        long free() throws IOException;
    }

    private record Seen(long free, boolean reached) {}

    /// Reads the free space. Keeps the previous value if the system does not report one.
    void look() {
        try {
            long free = room.free();
            double needed = least.toBytes() * (seen.reached() ? ENOUGH_AGAIN : 1);
            seen = new Seen(free, free < needed);
        } catch (IOException e) {
            LOG.debug("The free space on the disk is unknown", e);
        }
    }

    /// The result of the last look; costs nothing.
    boolean isReached() {
        return seen.reached();
    }

    String words() {
        return "the disk has %d MB left, new messages need %d MB"
                .formatted(DataSize.ofBytes(seen.free()).toMegabytes(), least.toMegabytes());
    }
}

package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks RocksDB's log before RocksDB opens it. RocksDB ignores a hole of zeros and refuses any
/// other damage.
///
/// Each group of writes is one record of the log, and begins only after the previous one is on
/// disk. Damage after the last whole record thus belongs to a group that was never acknowledged:
/// the power failed during its write, and the disk kept only some of its blocks. It is cut off.
/// Damage with another record after it had been acknowledged: the log is left as it is, and
/// refused.
final class LogCheck {

    private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);

    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int DAMAGED = 0;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    private final FileChannel log;
    private final long length;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private long loaded = -1;

    private LogCheck(FileChannel log) throws IOException {
        this.log = log;
        this.length = log.size();
    }

    /// Cuts off the remains of a group that a power failure interrupted, if the rest is sound.
    ///
    /// @throws EngineException if acknowledged data is damaged
    static void run(Path directory) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(directory)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
        for (Path file : logs) {
            run(file, file.equals(logs.getLast()));
        }
    }

    private static void run(Path file, boolean newest) throws IOException {
        try (FileChannel log =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            LogCheck check = new LogCheck(log);
            long sound = check.soundLength();
            if (sound < check.length && check.beginsAnotherAfter(sound)) {
                throw new EngineException(StoreFault.damaged(file.getFileName().toString()));
            }
            if (sound < check.length && newest) {
                LOG.warn(
                        "The last writes in {} were cut short and never acknowledged: dropped {} bytes",
                        file.getFileName(),
                        check.length - sound);
                log.truncate(sound);
                log.force(true);
            }
        }
    }

    /// The length of the sequence of whole records at the beginning of the log.
    private long soundLength() throws IOException {
        long sound = 0;
        long at = 0;
        boolean inside = false;
        while (length - at >= HEADER) {
            int type = isFragment(at) ? type(at) : DAMAGED;
            boolean continues = type == MIDDLE || type == LAST;
            if (type == DAMAGED || (type <= LAST && continues != inside)) {
                return sound;
            }
            at = behindPadding(at + HEADER + size(at));
            inside = type == FIRST || type == MIDDLE;
            sound = inside ? sound : at;
        }
        return inside || at < length ? sound : length;
    }

    /// A header never spans blocks; the rest of a block that is too short for one is padding.
    private static long behindPadding(long at) {
        long left = BLOCK - at % BLOCK;
        return left < HEADER ? at + left : at;
    }

    /// Whether another record begins anywhere after `place`. The end of a damaged record is
    /// unknown, so every offset is tried.
    private boolean beginsAnotherAfter(long place) throws IOException {
        for (long at = place + 1; length - at >= HEADER; at++) {
            if (BLOCK - at % BLOCK >= HEADER
                    && (type(at) == FULL || type(at) == FIRST)
                    && isFragment(at)) {
                return true;
            }
        }
        return false;
    }

    private int type(long at) throws IOException {
        return block(at).get(inBlock(at) + HEADER - 1) & 0xff;
    }

    private int size(long at) throws IOException {
        return block(at).getShort(inBlock(at) + 4) & 0xffff;
    }

    private boolean isFragment(long at) throws IOException {
        int size = size(at);
        int begin = inBlock(at) + HEADER - 1;
        if (type(at) == 0 || begin + 1 + size > block(at).limit()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(block.array(), begin, 1 + size);
        return block.getInt(inBlock(at)) == masked((int) crc.getValue());
    }

    /// RocksDB's masked form of a checksum.
    private static int masked(int crc) {
        return Integer.rotateRight(crc, 15) + 0xa282ead8;
    }

    private static int inBlock(long at) {
        return (int) (at % BLOCK);
    }

    private ByteBuffer block(long at) throws IOException {
        long begin = at - at % BLOCK;
        if (begin != loaded) {
            block.clear();
            while (block.hasRemaining() && log.read(block, begin + block.position()) >= 0) {
                // Until the block is complete or the log ends.
            }
            block.flip();
            loaded = begin;
        }
        return block;
    }
}

package dev.switchboard.adapter.out.persistence.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's native code. Its driver unpacks it at every start into the system's temporary
/// directory, where a killed process leaves it for ever. A hub has a directory of its own for it:
/// what lies there at a start is a dead hub's.
record NativeCode(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);
    private static final String UNPACK_INTO = "org.sqlite.tmpdir";
    private static final String FIND_UNPACKED = "org.sqlite.lib.path";

    /// Loads it for the whole process, unless whoever started the process says where it is. If that
    /// fails, as on a disk from which nothing may be executed, the driver unpacks it where it would
    /// have without us.
    void load() {
        if (System.getProperty(UNPACK_INTO) != null || System.getProperty(FIND_UNPACKED) != null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            removeLeftovers();
            System.setProperty(UNPACK_INTO, directory.toString());
            SQLiteJDBCLoader.initialize();
            // the driver declares no narrower one
        } catch (Exception e) {
            LOG.warn("SQLite's native code cannot be kept in {}", directory, e);
        } finally {
            System.clearProperty(UNPACK_INTO);
        }
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "sqlite-*")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}

package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RocksDB's native code. Its driver would unpack it at every start into the system's temporary
/// directory, where a killed process leaves it for ever. A hub has a directory of its own for it,
/// and unpacks it once.
public record NativeCode(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);
    private static final String FIND_UNPACKED = "ROCKSDB_SHAREDLIB_DIR";

    /// Loads it for the whole process, unless whoever started the process says where it is. If that
    /// fails, as on a disk from which nothing may be executed, the driver unpacks it where it would
    /// have without us.
    public void load() {
        if (System.getenv(FIND_UNPACKED) == null) {
            try {
                unpack(
                        Environment.getJniLibraryFileName("rocksdb"),
                        // by this name the driver looks for what is unpacked
                        Environment.getJniLibraryFileName("rocksdbjni"));
                RocksDB.loadLibrary(List.of(directory.toAbsolutePath().toString()));
                return;
            } catch (IOException | UnsatisfiedLinkError e) {
                LOG.warn("RocksDB's native code cannot be kept in {}", directory, e);
            }
        }
        RocksDB.loadLibrary();
    }

    private void unpack(String name, String as) throws IOException {
        URL packed = RocksDB.class.getClassLoader().getResource(name);
        if (packed == null) {
            throw new IOException("There is none for this system: " + name);
        }
        Path unpacked = directory.resolve(as);
        URLConnection connection = packed.openConnection();
        if (Files.exists(unpacked) && Files.size(unpacked) == connection.getContentLengthLong()) {
            return;
        }
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, name, ".part");
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
}

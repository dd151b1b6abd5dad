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

/// RocksDB's native code. By default the driver unpacks it at every start into the system's
/// temporary directory, where a killed process leaves it for ever. The hub unpacks it once, into a
/// directory of its own.
public record NativeCode(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCode.class);
    private static final String FIND_UNPACKED = "ROCKSDB_SHAREDLIB_DIR";

    /// Loads the library for the whole process, unless the environment names its location. If that
    /// fails, for example on a disk mounted without execution, the driver unpacks it in its default
    /// place.
    public void load() {
        if (System.getenv(FIND_UNPACKED) == null) {
            try {
                unpack(
                        Environment.getJniLibraryFileName("rocksdb"),
                        // The file name that the driver looks for.
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
            throw new IOException("There is no native library for this system: " + name);
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

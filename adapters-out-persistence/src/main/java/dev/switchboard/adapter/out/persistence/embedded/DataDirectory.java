package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.engine.NativeCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A data directory that belongs to one hub only: two hubs that write one file would each assume to
/// be its only writer. The operating system releases the lock when the process ends, however it
/// ends.
final class DataDirectory implements AutoCloseable {

    private static final String STORE = "store";

    /// The database of versions before the first release.
    private static final String SQLITE = "switchboard.db";

    private static final String LOCK = "switchboard.lock";
    private static final String NATIVE_CODE = "native";

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Creates the directory if necessary, readable by its owner alone, and locks it.
    ///
    /// @throws DataDirectoryException if another hub has it locked, or it cannot be written
    static DataDirectory claim(Path path) {
        try {
            Files.createDirectories(path, ownerOnly(path));
            FileChannel lockFile =
                    FileChannel.open(
                            path.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new DataDirectoryException(
                        "Another hub is using the data directory %s.".formatted(path));
            }
            if (Files.exists(path.resolve(SQLITE))) {
                lockFile.close();
                throw new DataDirectoryException(
                        "The data directory %s is of a version before 0.1.0, which this one cannot read."
                                .formatted(path));
            }
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "The data directory %s cannot be written: %s."
                            .formatted(path, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    NativeCode nativeCode() {
        return new NativeCode(path.resolve(NATIVE_CODE));
    }

    /// The folder of the store's files.
    Path store() {
        return path.resolve(STORE);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

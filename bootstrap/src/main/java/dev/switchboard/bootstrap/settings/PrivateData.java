package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Makes the data directory private to the user that the hub runs as, whatever its umask is: all
/// rights of others are removed from the directory and its content, before anything is opened there
/// and once more when everything is open. The mode of the directory protects files that the store
/// creates later.
public final class PrivateData implements ApplicationListener<SpringApplicationEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateData.class);
    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rwx------");

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        switch (event) {
            case ApplicationPreparedEvent prepared ->
                    close(directory(prepared.getApplicationContext().getEnvironment()));
            case ApplicationStartedEvent started ->
                    close(directory(started.getApplicationContext().getEnvironment()));
            default -> {}
        }
    }

    private static Path directory(Environment environment) {
        return Path.of(environment.getProperty("switchboard.data-dir", "data"));
    }

    static void close(Path directory) {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            make(directory);
            Path real = directory.toRealPath();
            if (isShared(real)) {
                LOG.warn("Everybody may write into the data directory {}: its rights stay", real);
                return;
            }
            Files.walkFileTree(real, new Closing());
        } catch (IOException e) {
            LOG.warn(
                    "Others may be able to read the data directory {}: {}",
                    directory,
                    e.getClass().getSimpleName());
        }
    }

    /// Creates a directory for its owner only, unless it exists.
    public static void make(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNERS));
        } else {
            Files.createDirectories(directory);
        }
    }

    /// Whether the directory is shared, such as `/tmp` or `/`; the hub must not change its rights.
    private static boolean isShared(Path directory) throws IOException {
        return directory.getNameCount() == 0
                || Files.getPosixFilePermissions(directory)
                        .contains(PosixFilePermission.OTHERS_WRITE);
    }

    /// Skips files of other users and files that vanish meanwhile; follows no links.
    private static final class Closing extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            close(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                close(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private static void close(Path path) {
            try {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
                if (rights.retainAll(OWNERS)) {
                    Files.setPosixFilePermissions(path, rights);
                }
            } catch (IOException e) {
                LOG.debug("{} keeps its rights", path, e);
            }
        }
    }
}

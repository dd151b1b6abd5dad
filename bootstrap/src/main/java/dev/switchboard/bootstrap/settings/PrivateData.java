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

/// Keeps what the hub writes down from everybody but the user it runs as, whatever that user's
/// umask is: it takes all rights of others from the data directory and all that is in it, before
/// anything is opened there and once more when all is. What the store makes later lies behind the
/// directory's own mode.
public final class PrivateData implements ApplicationListener<SpringApplicationEvent> {

    private static final Logger log = LoggerFactory.getLogger(PrivateData.class);
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
                log.warn("Everybody may write into the data directory {}: its rights stay", real);
                return;
            }
            Files.walkFileTree(real, new Closing());
        } catch (IOException e) {
            log.warn(
                    "Others may be able to read the data directory {}: {}",
                    directory,
                    e.getClass().getSimpleName());
        }
    }

    /// For its owner alone, unless it is there.
    public static void make(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNERS));
        } else {
            Files.createDirectories(directory);
        }
    }

    /// Such as `/tmp`, or `/` itself, which is not ours to close.
    private static boolean isShared(Path directory) throws IOException {
        return directory.getNameCount() == 0
                || Files.getPosixFilePermissions(directory)
                        .contains(PosixFilePermission.OTHERS_WRITE);
    }

    /// Passes over what belongs to others or vanishes meanwhile; follows no links.
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
                log.debug("{} keeps its rights", path, e);
            }
        }
    }
}

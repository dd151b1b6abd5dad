package dev.switchboard.adapter.in.web.identity.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes a file that only its owner may read, whole or not at all.
final class PrivateFile {

    private PrivateFile() {}

    /// @throws java.nio.file.FileAlreadyExistsException if the file is there already; it stays as
    ///   it is
    static void write(Path file, String text) throws IOException {
        Path directory = file.resolveSibling("").toAbsolutePath();
        Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
        Path draft = Files.createTempFile(directory, ".draft-", "", ownerOnly(file, "rw-------"));
        try {
            writeThrough(draft, text);
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Forced to disk before it gets its name, so that a power cut leaves no empty key behind.
    private static void writeThrough(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

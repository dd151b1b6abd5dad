package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder of this hub's keys, a file each, readable by its owner alone.
public record KeyFolder(Path path) {

    static KeyFolder in(Path dataDir) {
        return new KeyFolder(dataDir.resolve("keys"));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /// Creates a file. The key is complete on disk before the file gets its name, and a file that
    /// another process created meanwhile stays: no crash or race leaves half a key or a second one.
    void create(String name, String key) throws IOException {
        Files.createDirectories(path, ownerOnly("rwx------"));
        Path draft = Files.createTempFile(path, ".", ".draft", ownerOnly("rw-------"));
        try {
            writeDurably(draft, key);
            Files.createLink(file(name), draft);
            syncFolder();
        } catch (FileAlreadyExistsException _) {
            // Another process was first, and its key is used.
        } finally {
            Files.delete(draft);
        }
    }

    private static void writeDurably(Path draft, String key) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(key.getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

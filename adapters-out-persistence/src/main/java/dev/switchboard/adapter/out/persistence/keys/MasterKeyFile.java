package dev.switchboard.adapter.out.persistence.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.KeyGenerator;

/// The file for the master key if none is configured: base64, readable by its owner alone, created
/// at the first start and never replaced.
final class MasterKeyFile {

    private final Path folder;
    private final Path file;

    MasterKeyFile(Path dataDir) {
        this.folder = dataDir.resolve("keys");
        this.file = folder.resolve("master.key");
    }

    /// @throws MasterKeyException if it is unusable or cannot be created
    KeyRing readOrCreate() {
        try {
            if (Files.notExists(file)) {
                create();
            }
            return KeyRing.parse(
                    Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new MasterKeyException(
                    "The master key file %s cannot be read or made: %s."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    /// The key is complete on disk before the file gets its name, and a file that another process
    /// created meanwhile stays: no crash or race leaves half a key or a second one.
    private void create() throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        Path draft = Files.createTempFile(folder, "master", ".draft", ownerOnly("rw-------"));
        try {
            writeDurably(draft, Base64.getEncoder().encodeToString(freshKey()));
            Files.createLink(file, draft);
            syncFolder();
        } catch (FileAlreadyExistsException _) {
            // Another process was first, and its key is used.
        } finally {
            Files.delete(draft);
        }
    }

    private static void writeDurably(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] freshKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KeyRing.MASTER_KEY_BYTES * Byte.SIZE);
            return generator.generateKey().getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has AES", e);
        }
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

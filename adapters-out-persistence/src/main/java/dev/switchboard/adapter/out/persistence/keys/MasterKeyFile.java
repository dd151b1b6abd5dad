package dev.switchboard.adapter.out.persistence.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.KeyGenerator;

/// The file for the master key if none is configured: base64, created at the first start and never
/// replaced.
final class MasterKeyFile {

    private static final String NAME = "master.key";

    private final KeyFolder folder;

    MasterKeyFile(KeyFolder folder) {
        this.folder = folder;
    }

    /// @throws MasterKeyException if it is unusable or cannot be created
    KeyRing readOrCreate() {
        Path file = folder.file(NAME);
        try {
            if (Files.notExists(file)) {
                folder.create(NAME, Base64.getEncoder().encodeToString(freshKey()));
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

    private static byte[] freshKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KeyRing.MASTER_KEY_BYTES * Byte.SIZE);
            return generator.generateKey().getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has AES", e);
        }
    }
}

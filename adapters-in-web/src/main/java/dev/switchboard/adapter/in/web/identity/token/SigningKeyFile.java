package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
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
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;

/// The file with the key that signs the hub's tokens, as a JWK, so that tokens outlive a restart.
record SigningKeyFile(Path path) {

    static final int BITS = 2048;

    /// The longest life of the hub's tokens.
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    static SigningKeyFile under(Path dataDirectory) {
        return new SigningKeyFile(dataDirectory.resolve("keys").resolve("jwt-signing.jwk"));
    }

    /// Loads the key, or makes a new one; and loads the previous key if an operator left its file
    /// beside it. Tokens of the previous key are valid until an hour after the new one was made.
    ///
    /// @throws UnusableSigningKeyException as [#loadOrCreate]
    SigningKey keys() {
        RSAKey key = loadOrCreate();
        SigningKeyFile previous =
                new SigningKeyFile(path.resolveSibling("jwt-signing-previous.jwk"));
        try {
            return Files.notExists(previous.path)
                    ? SigningKey.only(key)
                    : new SigningKey(
                            key,
                            previous.load(),
                            Files.getLastModifiedTime(path).toInstant().plus(TOKEN_LIFE));
        } catch (IOException e) {
            throw new UnusableSigningKeyException(
                    "The signing key " + previous.path + " cannot be read (" + e + ").", e);
        }
    }

    /// Loads the key, or makes a new one at the first start.
    ///
    /// @throws UnusableSigningKeyException if the file has no sound key, or cannot be read or
    ///   written
    RSAKey loadOrCreate() {
        try {
            if (Files.notExists(path)) {
                create();
            }
            return load();
        } catch (IOException e) {
            throw new UnusableSigningKeyException(
                    "The signing key " + path + " cannot be read or written (" + e + ").", e);
        }
    }

    private void create() throws IOException {
        try {
            RSAKey key =
                    new RSAKeyGenerator(BITS)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate();
            PrivateFile.write(path, key.toJSONString());
        } catch (FileAlreadyExistsException _) {
            // another process was first: its key counts
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM makes no RSA keys", e);
        }
    }

    private RSAKey load() throws IOException {
        try {
            if (JWK.parse(Files.readString(path)) instanceof RSAKey key
                    && key.isPrivate()
                    && key.size() >= BITS
                    && signsWhatItVerifies(key)) {
                return key;
            }
        } catch (ParseException | JOSEException _) {
            // refused below, without a cause that could quote the key
        }
        throw new UnusableSigningKeyException(damaged());
    }

    /// A file with a changed digit still parses.
    private static boolean signsWhatItVerifies(RSAKey key) throws JOSEException {
        JWSObject probe = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload("probe"));
        probe.sign(new RSASSASigner(key));
        return probe.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    }

    private String damaged() {
        return "The signing key "
                + path
                + " is damaged: it holds no private RSA key of at least "
                + BITS
                + " bits.";
    }

    /// Writes a file that only its owner may read, completely or not at all.
    private static final class PrivateFile {

        private PrivateFile() {}

        /// @throws java.nio.file.FileAlreadyExistsException if the file exists; it stays unchanged
        static void write(Path file, String text) throws IOException {
            Path directory = file.resolveSibling("").toAbsolutePath();
            Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
            Path draft =
                    Files.createTempFile(directory, ".draft-", "", ownerOnly(file, "rw-------"));
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
}

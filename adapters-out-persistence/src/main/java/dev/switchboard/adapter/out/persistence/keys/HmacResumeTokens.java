package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyGenerator;

/// Tokens of the form `base64url(32 random bytes + their HMAC-SHA256)`, 86 characters.
final class HmacResumeTokens implements ResumeTokens {

    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = 86;

    private final MacKey key;

    HmacResumeTokens(KeyRing keys) {
        this.key = new MacKey(keys, "resume-tokens");
    }

    @Override
    public Secret issue() {
        byte[] random = freshBytes();
        return new Secret(new String(token(random, key.sign(random)), StandardCharsets.UTF_8));
    }

    /// Generates a 256-bit key, which is 32 bytes of the runtime's best randomness.
    private static byte[] freshBytes() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(HmacSha256.ALGORITHM);
            generator.init(RANDOM_BYTES * Byte.SIZE);
            return generator.generateKey().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + HmacSha256.ALGORITHM, e);
        }
    }

    @Override
    public Optional<BrowserId> verify(String token) {
        return token.length() == LENGTH && isOurs(token)
                ? Optional.of(browserOf(token))
                : Optional.empty();
    }

    /// Compares the whole text, because several base64 texts can encode the same bytes.
    private boolean isOurs(String token) {
        try {
            byte[] random = Arrays.copyOf(Base64.getUrlDecoder().decode(token), RANDOM_BYTES);
            return key.made(
                    random, mac -> token(random, mac), token.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] token(byte[] random, byte[] mac) {
        byte[] whole = ByteBuffer.allocate(random.length + mac.length).put(random).put(mac).array();
        return Base64.getUrlEncoder().withoutPadding().encode(whole);
    }

    private static BrowserId browserOf(String token) {
        return new BrowserId(Sha256.hex(token));
    }
}

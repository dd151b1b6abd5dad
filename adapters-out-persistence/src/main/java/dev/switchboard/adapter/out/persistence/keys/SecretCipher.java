package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts what must not be readable in a stored file: AES-256-GCM under a key of its own. The
/// text it makes is `v1.<key id>.<base64url of nonce and ciphertext>`.
public final class SecretCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final String prefix;

    public SecretCipher(KeyRing keys) {
        this.key = keys.derive("stored-secrets", "AES");
        this.prefix = "v1." + keys.id() + ".";
    }

    /// Encrypts under a fresh nonce, so that equal secrets look different.
    ///
    /// @param owner whose secret it is, such as a channel id; it cannot be decrypted as another's
    public String encrypt(Secret secret, String owner) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            // without parameters the provider takes a fresh random nonce
            cipher.init(Cipher.ENCRYPT_MODE, key);
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] nonce = cipher.getIV();
            byte[] whole =
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    /// Gives back what [#encrypt] took.
    ///
    /// @throws UnreadableSecretException if it was made under another master key, for another
    ///   owner, or was changed
    public Secret decrypt(String encrypted, String owner) {
        if (!encrypted.startsWith(prefix)) {
            throw new UnreadableSecretException(owner, "not encrypted under this master key");
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(encrypted.substring(prefix.length()));
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOf(whole, NONCE_BYTES)));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            int length = Math.max(0, whole.length - NONCE_BYTES);
            byte[] text = cipher.doFinal(whole, whole.length - length, length);
            return new Secret(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new UnreadableSecretException(owner, "damaged");
        }
    }
}

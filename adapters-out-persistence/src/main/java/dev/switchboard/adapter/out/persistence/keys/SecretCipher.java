package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts secrets in stored data: AES-256-GCM with a key derived for this purpose. The result is
/// `v1.<key id>.<base64url of nonce and ciphertext>`, so each secret is decrypted with the master
/// key that encrypted it, as long as that key is configured.
public final class SecretCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String prefix;

    public SecretCipher(KeyRing ring) {
        for (KeyRing one : ring.all()) {
            keys.put(prefix(one), one.derive("stored-secrets", "AES"));
        }
        this.prefix = prefix(ring);
    }

    private static String prefix(KeyRing key) {
        return "v1." + key.id() + ".";
    }

    /// Finds encrypted secrets within a larger text, for any master key.
    public static final Pattern FORM = Pattern.compile("v1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{38,}");

    /// Whether it was encrypted with the first master key.
    public boolean isCurrent(String encrypted) {
        return encrypted.startsWith(prefix);
    }

    /// Re-encrypts a secret with the first master key.
    ///
    /// @throws UnreadableSecretException as [#decrypt]
    public String renew(String encrypted, String owner) {
        return isCurrent(encrypted) ? encrypted : encrypt(decrypt(encrypted, owner), owner);
    }

    /// Encrypts with a fresh nonce, so equal secrets look different.
    ///
    /// @param owner the owner of the secret, such as a channel id; it cannot be decrypted for
    ///   another
    public String encrypt(Secret secret, String owner) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            // Without parameters the provider draws a fresh random nonce.
            cipher.init(Cipher.ENCRYPT_MODE, keys.get(prefix));
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

    /// Decrypts the result of [#encrypt].
    ///
    /// @throws UnreadableSecretException if it was encrypted with another master key or for another
    ///   owner, or was changed
    public Secret decrypt(String encrypted, String owner) {
        String made = encrypted.substring(0, encrypted.lastIndexOf('.') + 1);
        SecretKey key = keys.get(made);
        if (key == null) {
            throw new UnreadableSecretException(owner, "not encrypted under this master key");
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(encrypted.substring(made.length()));
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

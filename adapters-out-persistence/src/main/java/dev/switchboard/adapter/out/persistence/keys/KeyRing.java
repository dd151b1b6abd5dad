package dev.switchboard.adapter.out.persistence.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys for different purposes, all derived from one master key of 32 bytes by HKDF-SHA256, so that
/// no two purposes ever share a key and only one has to be kept safe.
public final class KeyRing {

    static final int MASTER_KEY_BYTES = 32;

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final SecretKey master;

    private KeyRing(SecretKey master) {
        this.master = master;
    }

    /// @param text the master key in base64
    /// @param origin where it comes from, for people to find it
    /// @throws MasterKeyException if that is no key of 32 bytes
    static KeyRing parse(String text, String origin) {
        byte[] bytes = decode(text.strip(), origin);
        if (bytes.length != MASTER_KEY_BYTES) {
            throw new MasterKeyException(
                    "The master key in %s has %d bytes instead of %d."
                            .formatted(origin, bytes.length, MASTER_KEY_BYTES));
        }
        return new KeyRing(new SecretKeySpec(bytes, "Generic"));
    }

    private static byte[] decode(String text, String origin) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            // its message would quote the key
            throw new MasterKeyException("The master key in %s is not base64.".formatted(origin));
        }
    }

    /// Names the master key without telling it: the same for the same key, for ever.
    public String id() {
        return HexFormat.of().formatHex(derive("id", "Generic", ID_BYTES).getEncoded());
    }

    SecretKey derive(String purpose, String algorithm) {
        return derive(purpose, algorithm, KEY_BYTES);
    }

    private SecretKey derive(String purpose, String algorithm, int bytes) {
        byte[] info = ("switchboard/" + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(info, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HKDF-SHA256", e);
        }
    }
}

package dev.switchboard.adapter.out.persistence.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Derives a key for each purpose from one master key of 32 bytes, by HKDF-SHA256: no two purposes
/// share a key, and only one key must be kept safe. During a change of the master key there are
/// several: the first one signs and encrypts, and all of them verify and decrypt.
public final class KeyRing {

    static final int MASTER_KEY_BYTES = 32;

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private static final String SEPARATOR = ",";

    private final SecretKey master;
    private final List<KeyRing> older;

    private KeyRing(SecretKey master, List<KeyRing> older) {
        this.master = master;
        this.older = older;
    }

    /// @param text the master keys in base64, separated by commas
    /// @param origin the place of the keys, for error messages
    /// @throws MasterKeyException if one is not a key of 32 bytes, or occurs twice
    static KeyRing parse(String text, String origin) {
        List<KeyRing> keys =
                Stream.of(text.split(SEPARATOR, -1)).map(key -> parseOne(key, origin)).toList();
        if (keys.stream().map(KeyRing::id).distinct().count() < keys.size()) {
            throw new MasterKeyException("A master key stands twice in %s.".formatted(origin));
        }
        return new KeyRing(keys.getFirst().master, keys.subList(1, keys.size()));
    }

    private static KeyRing parseOne(String text, String origin) {
        byte[] bytes = decode(text.strip(), origin);
        if (bytes.length != MASTER_KEY_BYTES) {
            throw new MasterKeyException(
                    "The master key in %s has %d bytes instead of %d."
                            .formatted(origin, bytes.length, MASTER_KEY_BYTES));
        }
        return new KeyRing(new SecretKeySpec(bytes, "Generic"), List.of());
    }

    private static byte[] decode(String text, String origin) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            // Not passed on as the cause: its message would quote the key.
            throw new MasterKeyException("The master key in %s is not base64.".formatted(origin));
        }
    }

    /// One ring for each key; the first key signs and encrypts.
    List<KeyRing> all() {
        return Stream.concat(Stream.of(new KeyRing(master, List.of())), older.stream()).toList();
    }

    /// The ids of all keys, the first key's first.
    public List<String> ids() {
        return all().stream().map(KeyRing::id).toList();
    }

    /// Identifies the first master key without revealing it: a key always has the same id.
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

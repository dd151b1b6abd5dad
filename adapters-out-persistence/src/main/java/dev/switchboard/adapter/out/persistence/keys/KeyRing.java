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

/// Keys for different purposes, all derived from one master key of 32 bytes by HKDF-SHA256, so that
/// no two purposes ever share a key and only one has to be kept safe. While the master key is
/// changed there are several: the first makes what is new, all of them know what is old.
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

    /// @param text the master keys in base64, between commas
    /// @param origin where they come from, for people to find them
    /// @throws MasterKeyException if one of them is no key of 32 bytes, or is there twice
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
            // its message would quote the key
            throw new MasterKeyException("The master key in %s is not base64.".formatted(origin));
        }
    }

    /// All of them, each alone: the first one makes what is new.
    List<KeyRing> all() {
        return Stream.concat(Stream.of(new KeyRing(master, List.of())), older.stream()).toList();
    }

    /// The ids of all of them, the first one's first.
    public List<String> ids() {
        return all().stream().map(KeyRing::id).toList();
    }

    /// Names the first master key without telling it: the same for the same key, for ever.
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

package dev.switchboard.adapter.in.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Secrets that an outside system shares with us, any of which is good: shown as they are, or used
/// to sign. All are looked at whatever is found, so that time tells nothing.
public final class SharedSecrets {

    /// Shorter ones can be guessed.
    static final int LEAST = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final List<Secret> secrets;
    private final List<SecretKeySpec> keys;

    public SharedSecrets(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
        this.keys =
                secrets.stream()
                        .map(secret ->
                                new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM))
                        .toList();
    }

    /// What an operator set, without what is blank.
    ///
    /// @param setting whose value it is
    /// @throws IllegalArgumentException naming the setting, if one is too short
    public static List<Secret> longEnough(String setting, List<Secret> given) {
        List<Secret> present = given.stream().filter(secret -> !secret.reveal().isBlank()).toList();
        if (present.stream().anyMatch(secret -> secret.reveal().length() < LEAST)) {
            throw new IllegalArgumentException(
                    setting
                            + " must have at least "
                            + LEAST
                            + " characters each: make one with openssl rand -hex 32, and give it to"
                            + " the other side as well");
        }
        return present;
    }

    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /// Whether a text is one of them.
    public boolean include(String given) {
        byte[] bytes = given.getBytes(UTF_8);
        boolean found = false;
        for (Secret secret : secrets) {
            found |= MessageDigest.isEqual(secret.reveal().getBytes(UTF_8), bytes);
        }
        return found;
    }

    /// Whether one of them made a signature: `sha256=` and the HMAC-SHA256 of the raw bytes in
    /// hexadecimal digits.
    public boolean signed(String signature, byte[] body) {
        byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
        boolean found = false;
        for (SecretKeySpec key : keys) {
            found |= MessageDigest.isEqual(sign(key, body).getBytes(UTF_8), given);
        }
        return found;
    }

    private static String sign(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}

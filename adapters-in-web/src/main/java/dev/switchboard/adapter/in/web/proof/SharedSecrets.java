package dev.switchboard.adapter.in.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.secret.ConstantTime;
import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Secrets shared with an external system, each of which is valid: presented as they are, or used
/// for signing.
public final class SharedSecrets {

    /// Shorter secrets can be guessed.
    static final int LEAST = 16;

    private static final String PREFIX = "sha256=";

    private final List<Secret> secrets;
    private final List<HmacSha256> keys;

    public SharedSecrets(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
        this.keys = secrets.stream().map(HmacSha256::of).toList();
    }

    /// Returns the non-blank secrets of a setting.
    ///
    /// @param setting the name of the setting
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
        return ConstantTime.anyEquals(
                secrets.stream().map(secret -> secret.reveal().getBytes(UTF_8)),
                given.getBytes(UTF_8));
    }

    /// Whether one of them made a signature: `sha256=` and the HMAC-SHA256 of the raw bytes in
    /// hexadecimal digits.
    public boolean signed(String signature, byte[] body) {
        return ConstantTime.anyEquals(
                keys.stream().map(key -> (PREFIX + hex(key.sign(body))).getBytes(UTF_8)),
                signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

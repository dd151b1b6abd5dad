package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `sha256=` and the HMAC-SHA256 of the raw bytes in hexadecimal digits.
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final List<SecretKeySpec> keys;

    /// @param secrets any of which makes a good signature
    WebhookSignature(List<Secret> secrets) {
        this.keys =
                secrets.stream()
                        .map(secret ->
                                new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM))
                        .toList();
    }

    /// Whether signatures can be told from each other at all.
    boolean checked() {
        return !keys.isEmpty();
    }

    /// Looks at all keys whatever it finds, so that time tells nothing.
    boolean matches(String signature, byte[] body) {
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

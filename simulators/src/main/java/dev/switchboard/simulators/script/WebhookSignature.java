package dev.switchboard.simulators.script;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Standard Webhooks, symmetric: signed and verified without the hub's own code, so that neither
/// side can hide a mistake of the other.
public final class WebhookSignature {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private WebhookSignature() {}

    /// @param secret `whsec_` and base64
    /// @param timestamp unix seconds
    public static String sign(String secret, String id, String timestamp, String body) {
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    static SignatureStatus judge(
            Map<String, String> headers, String body, @Nullable String secret, Instant now) {
        if (secret == null) {
            return SignatureStatus.UNCHECKED;
        }
        String id = headers.get(ID);
        String timestamp = headers.get(TIMESTAMP);
        String signature = headers.get(SIGNATURE);
        if (id == null || timestamp == null || signature == null) {
            return SignatureStatus.ABSENT;
        }
        boolean fits =
                fresh(timestamp, now) && matches(sign(secret, id, timestamp, body), signature);
        return fits ? SignatureStatus.VALID : SignatureStatus.INVALID;
    }

    /// @throws BadScriptException if it is not `whsec_` and base64
    static String checked(String secret) {
        try {
            if (secret.startsWith(PREFIX) && key(secret).length > 0) {
                return secret;
            }
        } catch (IllegalArgumentException _) {
            // Not base64: refused below, without repeating the secret.
        }
        throw new BadScriptException("secret must be whsec_ and base64");
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    private static boolean fresh(String timestamp, Instant now) {
        try {
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean matches(String expected, String signatures) {
        byte[] wanted = expected.getBytes(StandardCharsets.UTF_8);
        return Arrays.stream(signatures.split(" ", -1))
                .anyMatch(given ->
                        MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.switchboard.simulators.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.simulators.script.SimulatorJson;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// HS256 tokens, signed and verified without the hub's own code, so that neither side can hide a
/// mistake of the other.
final class DeskToken {

    private static final String BEARER = "Bearer ";
    private static final String HEADER =
            encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));
    private static final int MAX_AGE_SECONDS = 300;
    private static final int SKEW_SECONDS = 60;

    private DeskToken() {}

    static String sign(String issuer, String secret, Instant issuedAt) {
        String claims =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("iss", issuer)
                        .put("iat", issuedAt.getEpochSecond())
                        .toString();
        String signed = HEADER + "." + encoded(claims.getBytes(UTF_8));
        return signed + "." + encoded(hmac(signed, secret));
    }

    /// Whether a header contains a currently valid token of this account.
    static boolean admits(@Nullable String authorization, PegaAccount account, Instant now) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        String[] parts = authorization.substring(BEARER.length()).split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        byte[] expected =
                encoded(hmac(parts[0] + "." + parts[1], account.secret())).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, parts[2].getBytes(UTF_8))
                && json(parts[0]).path("alg").asString("").equals("HS256")
                && isGood(json(parts[1]), account, now.getEpochSecond());
    }

    private static boolean isGood(JsonNode claims, PegaAccount account, long now) {
        long issuedAt = claims.path("iat").asLong(0);
        return claims.path("iss").asString("").equals(account.connectionId())
                && now - issuedAt <= MAX_AGE_SECONDS
                && issuedAt - now <= SKEW_SECONDS
                && claims.path("exp").asLong(now) >= now;
    }

    private static JsonNode json(String part) {
        try {
            return SimulatorJson.parse(new String(Base64.getUrlDecoder().decode(part), UTF_8));
        } catch (IllegalArgumentException _) {
            return SimulatorJson.parse("");
        }
    }

    private static byte[] hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

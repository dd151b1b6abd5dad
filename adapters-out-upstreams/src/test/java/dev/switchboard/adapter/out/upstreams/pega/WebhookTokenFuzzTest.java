package dev.switchboard.adapter.out.upstreams.pega;

import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.DeskTokens.TokenStatus;
import dev.switchboard.domain.fuzz.Fuzz;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A token of a desk is its own, or is refused, whatever it says of itself.
class WebhookTokenFuzzTest {

    private static final long NOW = 1_763_632_800;

    private final WebhookTokens tokens =
            new WebhookTokens(
                    List.of(Connections.issuing("conn-1", LONG_SECRET)),
                    new TokenWindow(Duration.ofMinutes(5), Duration.ofMinutes(1)),
                    new MutableClock(Instant.ofEpochSecond(NOW)));

    @Test
    void isTakenAsItWasMade() {
        String good = TestToken.of("{\"iss\":\"conn-1\",\"iat\":" + NOW + "}", LONG_SECRET);

        Fuzz.of("tokens of desks")
                .seeds(good, "e30.e30.", "..")
                .words(".", "=", "e30", "bnVsbA", "_", "-")
                .texts(token -> {
                    boolean genuine = tokens.verify(token) instanceof TokenStatus.Genuine;
                    // the last digit of base64 has bits that mean nothing
                    assertThat(!genuine || token.startsWith(good.substring(0, good.length() - 1)))
                            .isTrue();
                    return genuine;
                });
    }

    /// The first line is the header, the rest the claims; both are signed by somebody else.
    @Test
    void isNotBelieved() {
        Fuzz.of("forged tokens of desks")
                .seeds(
                        "{\"typ\":\"JWT\",\"alg\":\"HS256\"}\n{\"iss\":\"conn-1\",\"iat\":"
                                + NOW
                                + "}",
                        "{\"alg\":\"none\"}\n{\"iss\":\"conn-1\"}",
                        "{\"alg\":\"HS256\",\"crit\":[]}\n{\"iss\":7,\"exp\":1e400}")
                .words("\"alg\":", "\"iss\":", "\"iat\":", "\"exp\":", "none", "HS512", "conn-1")
                .texts(parts -> {
                    String token = encoded(parts, true) + "." + encoded(parts, false) + ".AAAA";
                    TokenStatus status = tokens.verify(token);
                    assertThat(status)
                            .isInstanceOfAny(
                                    TokenStatus.Refused.class, TokenStatus.Unreadable.class);
                    return status instanceof TokenStatus.Refused;
                });
    }

    private static String encoded(String parts, boolean header) {
        int end = parts.indexOf('\n');
        String part = header ? parts.substring(0, Math.max(0, end)) : parts.substring(end + 1);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8));
    }
}

package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/// Creates the tokens of our calls, one for each attempt.
///
/// @param life how long a token is valid
record DmsTokens(Duration life, Clock clock) {

    private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");

    Secret mint(PegaConnection connection) {
        String signed = HEADER + "." + encoded(claims(connection.connectionId()));
        return new Secret(signed + "." + encoded(connection.sign(signed)));
    }

    private String claims(String issuer) {
        long now = clock.instant().getEpochSecond();
        StringBuilder json = new StringBuilder("{\"iss\":");
        JsonValues.quote(issuer, json);
        json.append(",\"iat\":").append(now);
        return json.append(",\"exp\":").append(now + life.toSeconds()).append('}').toString();
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

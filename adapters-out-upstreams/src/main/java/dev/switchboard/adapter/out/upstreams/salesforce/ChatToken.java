package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// The token of one user of the chat, whose end is written in it.
final class ChatToken {

    private static final Duration UNKNOWN_LIFE = Duration.ofHours(1);

    private ChatToken() {}

    /// To be renewed when four fifths of its life are over.
    static Token of(String text, Instant now) {
        String[] parts = text.split("\\.", -1);
        JsonNode claims = parts.length == 3 ? claims(parts[1]) : Outcome.read("");
        long from = claims.path("iat").asLong(now.getEpochSecond());
        long until = claims.path("exp").asLong(0);
        Duration life = until > from ? Duration.ofSeconds(until - from) : UNKNOWN_LIFE;
        return new Token(new Secret(text), now.plus(life.multipliedBy(4).dividedBy(5)));
    }

    private static JsonNode claims(String part) {
        try {
            return Outcome.read(new String(Base64.getUrlDecoder().decode(part), UTF_8));
        } catch (IllegalArgumentException _) {
            return Outcome.read("");
        }
    }
}

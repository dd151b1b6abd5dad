package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.token.TokenResult;
import dev.switchboard.domain.secret.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Requests tokens, once per call, and reads them in every form that the peer uses.
final class TokenFetcher {

    /// No token is used for longer, whatever its stated life.
    static final Duration LONGEST_LIFE = Duration.ofHours(23);

    private static final int LONGEST_NUMBER = 40;
    private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private final EgressClient client;
    private final NetomiRequests requests;

    TokenFetcher(EgressClient client, NetomiRequests requests) {
        this.client = client;
        this.requests = requests;
    }

    /// Blocks its thread.
    TokenResult mint() {
        return switch (client.exchange(requests.generateToken())) {
            case Exchange.Blocked _ -> new TokenResult.Failed("its host may not be called", null);
            case Exchange.Failed(var cause) -> new TokenResult.Failed(cause.name(), null);
            case Exchange.Answered answer when answer.succeeded() -> read(answer);
            case Exchange.Answered answer ->
                    new TokenResult.Failed("status " + answer.status(), answer.retryAfter());
        };
    }

    private static TokenResult read(Exchange.Answered answer) {
        JsonNode body = JsonText.read(answer.text());
        return tokenIn(body, answer.text())
                .<TokenResult>map(token -> new TokenResult.Minted(new Secret(token), lifeIn(body)))
                .orElseGet(() -> new TokenResult.Failed("an answer without a token", null));
    }

    private static Optional<String> tokenIn(JsonNode body, String text) {
        String bare = text.strip();
        return Stream.of(
                        JsonText.text(body.path("payload"), "token"),
                        JsonText.text(body, "token"),
                        JsonText.text(body, "access_token"),
                        JsonText.text(body),
                        body.isMissingNode() && !bare.startsWith("<") ? bare : "")
                .filter(token -> BARE.matcher(token).matches())
                .findFirst();
    }

    private static Duration lifeIn(JsonNode body) {
        return Stream.of(
                        body.path("payload").path("expires_in"),
                        body.path("expires_in"),
                        body.path("expiresIn"))
                .flatMap(node -> seconds(node).stream())
                .findFirst()
                .orElse(LONGEST_LIFE);
    }

    /// Ignores an implausible life.
    private static Optional<Duration> seconds(JsonNode node) {
        try {
            String text = node.asString();
            if (text.length() > LONGEST_NUMBER) {
                return Optional.empty();
            }
            BigDecimal given = new BigDecimal(text);
            BigDecimal most = BigDecimal.valueOf(LONGEST_LIFE.toSeconds());
            return given.signum() > 0
                    ? Optional.of(Duration.ofSeconds(given.min(most).longValue()))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}

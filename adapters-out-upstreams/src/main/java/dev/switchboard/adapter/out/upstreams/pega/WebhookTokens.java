package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.application.port.out.upstream.DeskTokens;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Verifies the tokens of webhooks. A token's issuer selects the secrets to check it with; nothing
/// else in the token is trusted before that check.
final class WebhookTokens implements DeskTokens {

    /// The only algorithm: a token cannot choose how it is checked.
    private static final String ALGORITHM = "HS256";

    private final Map<String, PegaConnection> byIssuer;
    private final TokenWindow window;
    private final Clock clock;

    WebhookTokens(List<PegaConnection> connections, TokenWindow window, Clock clock) {
        this.byIssuer =
                connections.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        PegaConnection::connectionId, Function.identity()));
        this.window = window;
        this.clock = clock;
    }

    @Override
    public String system() {
        return PegaConnection.SYSTEM;
    }

    @Override
    public TokenStatus verify(@Nullable String token) {
        if (byIssuer.isEmpty()) {
            return new TokenStatus.NotConfigured();
        }
        if (token == null) {
            return new TokenStatus.Unreadable();
        }
        return SignedToken.read(token).map(this::judge).orElseGet(TokenStatus.Unreadable::new);
    }

    private TokenStatus judge(SignedToken token) {
        PegaConnection connection = byIssuer.get(token.issuer());
        return connection != null && isGood(token, connection)
                ? new TokenStatus.Genuine(connection.desk())
                : new TokenStatus.Refused();
    }

    private boolean isGood(SignedToken token, PegaConnection connection) {
        return token.algorithm().equals(ALGORITHM)
                && !token.demanding()
                && connection.signed(token.signed(), token.signature())
                && window.holds(token.claims(), clock.instant());
    }

    /// A parsed token that is not trusted yet. Of its header only the algorithm is read; the places
    /// where a token claims its key to be (`kid`, `jku`, `jwk`, `x5u`) are ignored.
    ///
    /// @param signed the text that the signature covers
    /// @param signedAs the signature in base64url
    private record SignedToken(JsonNode header, JsonNode claims, String signed, String signedAs) {

        private static final int MAX_LENGTH = 8 * 1024;
        private static final Pattern FORM =
                Pattern.compile("(([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+))\\.([A-Za-z0-9_-]*)");
        private static final JsonMapper MAPPER =
                new JsonMapper(
                        JsonFactory.builder()
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build());

        /// Empty if the text does not have three parts of which the first two are JSON objects.
        static Optional<SignedToken> read(String token) {
            Matcher parts = FORM.matcher(token);
            if (token.length() > MAX_LENGTH || !parts.matches()) {
                return Optional.empty();
            }
            try {
                JsonNode header = json(parts.group(2));
                JsonNode claims = json(parts.group(3));
                SignedToken read = new SignedToken(header, claims, parts.group(1), parts.group(4));
                read.signature(); // throws if it is no base64
                return Optional.of(read).filter(_ -> header.isObject() && claims.isObject());
            } catch (JacksonException | IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        byte[] signature() {
            return decoded(signedAs);
        }

        /// The algorithm that it claims, or an empty text.
        String algorithm() {
            return header.path("alg").asString("");
        }

        /// Whether its header has critical extensions (RFC 7515, 4.1.11); we support none.
        boolean demanding() {
            return header.has("crit");
        }

        /// Its issuer, or an empty text.
        String issuer() {
            return JsonText.text(claims, "iss");
        }

        private static JsonNode json(String part) {
            return MAPPER.readTree(new String(decoded(part), UTF_8));
        }

        private static byte[] decoded(String part) {
            return Base64.getUrlDecoder().decode(part);
        }
    }
}

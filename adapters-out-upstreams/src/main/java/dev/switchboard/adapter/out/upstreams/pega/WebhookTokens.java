package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.application.port.out.upstream.DeskTokens;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges the tokens that come with webhooks (contract pega 2.1). The issuer a token names says
/// whose secrets it must pass, and nothing else is believed before it has.
final class WebhookTokens implements DeskTokens {

    /// The only one: a token cannot choose how it is checked.
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
    public Verdict verify(@Nullable String token) {
        if (byIssuer.isEmpty()) {
            return new Verdict.NotConfigured();
        }
        if (token == null) {
            return new Verdict.Unreadable();
        }
        return SignedToken.read(token).map(this::judge).orElseGet(Verdict.Unreadable::new);
    }

    private Verdict judge(SignedToken token) {
        PegaConnection connection = byIssuer.get(token.issuer());
        return connection != null && isGood(token, connection)
                ? new Verdict.Genuine(connection.desk())
                : new Verdict.Refused();
    }

    private boolean isGood(SignedToken token, PegaConnection connection) {
        return token.algorithm().equals(ALGORITHM)
                && !token.demanding()
                && connection.signed(token.signed(), token.signature())
                && window.holds(token.claims(), clock.instant());
    }
}

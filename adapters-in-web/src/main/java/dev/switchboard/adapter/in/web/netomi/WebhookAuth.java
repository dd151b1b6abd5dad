package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.Webhook;
import dev.switchboard.adapter.in.web.proof.BearerToken;
import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/// Authenticates calls of the webhook: by bearer token, and by signature if the operator requires
/// one.
final class WebhookAuth {

    private static final int MAX_SIGNATURES = 10;
    private static final List<String> SIGNATURES = List.of("x-netomi-signature", "x-signature");

    private final SharedSecrets tokens;
    private final SharedSecrets signers;
    private final boolean requireSignature;

    WebhookAuth(Webhook webhook) {
        this.tokens = new SharedSecrets(webhook.bearerTokens());
        this.signers = new SharedSecrets(webhook.signatureSecrets());
        this.requireSignature = webhook.signatureRequired();
    }

    /// Whether any call could be accepted.
    boolean configured() {
        return !tokens.isEmpty();
    }

    /// Returns the reason for refusing a call before its body is read; empty if there is none.
    Optional<WebhookRefusal> refusal(HttpServletRequest call) {
        return configured() ? bearerRefusal(call) : Optional.of(WebhookRefusal.NOT_CONFIGURED);
    }

    /// Returns the reason for refusing a call's bearer token; empty if it is valid.
    private Optional<WebhookRefusal> bearerRefusal(HttpServletRequest call) {
        List<String> given = values(call, HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return Optional.of(WebhookRefusal.NO_HEADER);
        }
        Optional<String> token = BearerToken.of(given.getFirst());
        if (given.size() > 1 || token.isEmpty()) {
            return Optional.of(WebhookRefusal.BAD_HEADER);
        }
        return tokens.include(token.get())
                ? Optional.empty()
                : Optional.of(WebhookRefusal.WRONG_TOKEN);
    }

    /// Returns the reason for refusing a call's signature; empty if it is valid or not required.
    Optional<WebhookRefusal> signatureRefusal(HttpServletRequest call, byte[] body) {
        if (signers.isEmpty()) {
            return Optional.empty();
        }
        List<String> given =
                SIGNATURES.stream().flatMap(name -> values(call, name).stream()).toList();
        boolean missing = requireSignature && given.isEmpty();
        boolean wrong =
                given.size() > MAX_SIGNATURES
                        || given.stream().anyMatch(entry -> !signers.signed(entry, body));
        return missing || wrong ? Optional.of(WebhookRefusal.BAD_SIGNATURE) : Optional.empty();
    }

    private static List<String> values(HttpServletRequest call, String header) {
        return Collections.list(call.getHeaders(header));
    }
}

package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.Webhook;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// Lets calls of the webhook in that prove themselves: by bearer token, and by signature where the
/// operator asks for one.
final class WebhookGuard {

    private static final Pattern BEARER =
            Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_SIGNATURES = 10;
    private static final List<String> SIGNATURES = List.of("x-netomi-signature", "x-signature");

    private final List<Secret> tokens;
    private final WebhookSignature signature;
    private final boolean requireSignature;

    WebhookGuard(Webhook webhook) {
        this.tokens = webhook.bearerTokens();
        this.signature = new WebhookSignature(webhook.signatureSecrets());
        this.requireSignature = webhook.requireSignature();
    }

    /// Whether anybody could be let in at all.
    boolean configured() {
        return !tokens.isEmpty();
    }

    /// What is wrong with a call whose body was not read yet, or empty if nothing is.
    Optional<WebhookRefusal> refusal(HttpServletRequest call) {
        return configured() ? bearerRefusal(call) : Optional.of(WebhookRefusal.NOT_CONFIGURED);
    }

    /// What is wrong with a call's bearer token, or empty if it is good.
    Optional<WebhookRefusal> bearerRefusal(HttpServletRequest call) {
        List<String> given = values(call, HttpHeaders.AUTHORIZATION);
        if (given.isEmpty()) {
            return Optional.of(WebhookRefusal.NO_HEADER);
        }
        Matcher bearer = BEARER.matcher(given.getFirst().strip());
        if (given.size() > 1 || !bearer.matches()) {
            return Optional.of(WebhookRefusal.BAD_HEADER);
        }
        return isOurs(bearer.group(1)) ? Optional.empty() : Optional.of(WebhookRefusal.WRONG_TOKEN);
    }

    /// Looks at all tokens whatever it finds, so that time tells nothing.
    private boolean isOurs(String token) {
        byte[] given = token.getBytes(UTF_8);
        boolean found = false;
        for (Secret secret : tokens) {
            found |= MessageDigest.isEqual(secret.reveal().getBytes(UTF_8), given);
        }
        return found;
    }

    /// What is wrong with the signature of a call, or empty if it is good or none is needed.
    Optional<WebhookRefusal> signatureRefusal(HttpServletRequest call, byte[] body) {
        if (!requireSignature && !signature.checked()) {
            return Optional.empty();
        }
        List<String> given =
                SIGNATURES.stream().flatMap(name -> values(call, name).stream()).toList();
        boolean missing = requireSignature && given.isEmpty();
        boolean wrong =
                signature.checked()
                        && (given.size() > MAX_SIGNATURES
                                || given.stream()
                                        .anyMatch(entry -> !signature.matches(entry, body)));
        return missing || wrong ? Optional.of(WebhookRefusal.BAD_SIGNATURE) : Optional.empty();
    }

    private static List<String> values(HttpServletRequest call, String header) {
        return Collections.list(call.getHeaders(header));
    }
}

package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.proof.BearerToken;
import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.WebhookSecrets;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/// Authenticates webhooks: by a plain secret in any of three places, or by a signature over the
/// very bytes. One proof is enough and determines the client whose users it concerns; proofs of two
/// clients are refused.
final class WebhookProof {

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final int MOST = 10;

    private final List<Proven> clients;
    private final boolean configured;

    /// @param platform the platform of the webhooks
    WebhookProof(Collection<YaloWebProperties> clients, Platform platform) {
        this.clients =
                clients.stream()
                        .map(yalo -> Proven.of(yalo, yalo.webhookSecrets(platform)))
                        .toList();
        this.configured =
                this.clients.stream()
                        .anyMatch(its -> !its.shown().isEmpty() || !its.signers().isEmpty());
    }

    /// The proofs of a client's webhooks.
    ///
    /// @param shown secrets that are presented as they are
    /// @param signers secrets that sign
    /// @param verifier recognises Meta
    private record Proven(
            YaloWebProperties yalo,
            SharedSecrets shown,
            SharedSecrets signers,
            SharedSecrets verifier) {

        static Proven of(YaloWebProperties yalo, WebhookSecrets its) {
            Secret verifier = its.verifyToken();
            return new Proven(
                    yalo,
                    new SharedSecrets(its.webhookSecrets()),
                    new SharedSecrets(its.hmacSecrets()),
                    new SharedSecrets(verifier == null ? List.of() : List.of(verifier)));
        }
    }

    /// The plain secrets of a request.
    ///
    /// @param query those in its address, which logs and proxies store
    private record Shown(List<String> headers, List<String> query) {

        boolean isNothing() {
            return headers.isEmpty() && query.isEmpty();
        }

        List<String> takenBy(YaloWebProperties client) {
            return client.querySecretAllowed()
                    ? Stream.concat(headers.stream(), query.stream()).limit(MOST).toList()
                    : headers.stream().limit(MOST).toList();
        }
    }

    sealed interface ProofCheck {

        /// @param client the client whose users it concerns
        record Good(YaloWebProperties client) implements ProofCheck {}

        enum Bad implements ProofCheck {
            NONE_GIVEN,
            WRONG,
            NOT_CONFIGURED
        }
    }

    /// Whether a call has any proof, so that its body is worth reading.
    boolean isShown(HttpServletRequest request) {
        return configured && !(shown(request).isNothing() && headers(request, SIGNATURE).isEmpty());
    }

    ProofCheck judge(HttpServletRequest request, byte[] body) {
        if (!configured) {
            return ProofCheck.Bad.NOT_CONFIGURED;
        }
        Shown shown = shown(request);
        List<String> signatures = headers(request, SIGNATURE);
        if (shown.isNothing() && signatures.isEmpty()) {
            return ProofCheck.Bad.NONE_GIVEN;
        }
        return only(its -> isProof(shown, signatures, body, its));
    }

    private static boolean isProof(Shown shown, List<String> signatures, byte[] body, Proven its) {
        boolean good = false;
        for (String given : shown.takenBy(its.yalo())) {
            good |= its.shown().include(given);
        }
        for (String given : signatures.subList(0, Math.min(MOST, signatures.size()))) {
            good |= its.signers().signed(given, body);
        }
        return good;
    }

    /// Whether Meta's verification request names one of the hub's tokens.
    boolean isVerified(String token) {
        return only(its -> its.verifier().include(token)) instanceof ProofCheck.Good;
    }

    /// Checks all clients in every case, so that the time reveals nothing.
    private ProofCheck only(Predicate<Proven> proof) {
        Proven found = null;
        int proofs = 0;
        for (Proven each : clients) {
            if (proof.test(each)) {
                found = each;
                proofs++;
            }
        }
        return found == null || proofs > 1
                ? ProofCheck.Bad.WRONG
                : new ProofCheck.Good(found.yalo());
    }

    private static Shown shown(HttpServletRequest request) {
        return new Shown(secrets(request), QueryText.all(request, "token"));
    }

    private static List<String> secrets(HttpServletRequest request) {
        List<String> given = new ArrayList<>();
        for (String header : headers(request, HttpHeaders.AUTHORIZATION)) {
            given.add(BearerToken.of(header).orElse(header));
        }
        given.addAll(headers(request, "x-yalochat-signature"));
        return given;
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}

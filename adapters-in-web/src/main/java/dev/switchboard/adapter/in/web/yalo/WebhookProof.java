package dev.switchboard.adapter.in.web.yalo;

import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.Platform;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/// Whether a webhook comes from whom it says: by one of the secrets as it is, in any of three
/// places, or by a signature of the very bytes. One proof is enough, and says which client's users
/// it tells of; proofs of two clients are none.
final class WebhookProof {

    private static final Pattern BEARER =
            Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final int MOST = 10;

    private final List<Proven> clients;
    private final boolean configured;

    /// @param platform whose webhooks these are
    WebhookProof(Collection<YaloWebProperties> clients, String platform) {
        this.clients =
                clients.stream().map(yalo -> Proven.of(yalo, yalo.provider(platform))).toList();
        this.configured =
                this.clients.stream()
                        .anyMatch(its -> !its.shown().isEmpty() || !its.signers().isEmpty());
    }

    /// What proves that a webhook is a client's.
    ///
    /// @param shown secrets that are shown as they are
    /// @param signers secrets that sign
    /// @param verifier by which Meta is recognised
    private record Proven(
            YaloWebProperties yalo,
            SharedSecrets shown,
            SharedSecrets signers,
            SharedSecrets verifier) {

        static Proven of(YaloWebProperties yalo, Platform its) {
            Secret verifier = its.verifyToken();
            return new Proven(
                    yalo,
                    new SharedSecrets(its.webhookSecrets()),
                    new SharedSecrets(its.hmacSecrets()),
                    new SharedSecrets(verifier == null ? List.of() : List.of(verifier)));
        }
    }

    /// Secrets as a request shows them.
    ///
    /// @param query what it shows in its address, where logs and proxies keep it
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

    sealed interface Verdict {

        /// @param client whose users it tells of
        record Good(YaloWebProperties client) implements Verdict {}

        enum Bad implements Verdict {
            NONE_GIVEN,
            WRONG,
            NOT_CONFIGURED
        }
    }

    /// Whether a call brings anything that could prove it, so that its body is worth reading.
    boolean isShown(HttpServletRequest request) {
        return configured && !(shown(request).isNothing() && headers(request, SIGNATURE).isEmpty());
    }

    Verdict judge(HttpServletRequest request, byte[] body) {
        if (!configured) {
            return Verdict.Bad.NOT_CONFIGURED;
        }
        Shown shown = shown(request);
        List<String> signatures = headers(request, SIGNATURE);
        if (shown.isNothing() && signatures.isEmpty()) {
            return Verdict.Bad.NONE_GIVEN;
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

    /// Whether Meta, that asks if we are there, names a token of ours.
    boolean isVerified(String token) {
        return only(its -> its.verifier().include(token)) instanceof Verdict.Good;
    }

    /// Looks at all clients whatever it finds, so that time tells nothing.
    private Verdict only(Predicate<Proven> proof) {
        Proven found = null;
        int proofs = 0;
        for (Proven each : clients) {
            if (proof.test(each)) {
                found = each;
                proofs++;
            }
        }
        return found == null || proofs > 1 ? Verdict.Bad.WRONG : new Verdict.Good(found.yalo());
    }

    private static Shown shown(HttpServletRequest request) {
        return new Shown(secrets(request), QueryText.all(request, "token"));
    }

    private static List<String> secrets(HttpServletRequest request) {
        List<String> given = new ArrayList<>();
        for (String header : headers(request, HttpHeaders.AUTHORIZATION)) {
            Matcher bearer = BEARER.matcher(header.strip());
            given.add(bearer.matches() ? bearer.group(1) : header);
        }
        given.addAll(headers(request, "x-yalochat-signature"));
        return given;
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}

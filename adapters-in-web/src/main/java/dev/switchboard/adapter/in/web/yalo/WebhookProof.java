package dev.switchboard.adapter.in.web.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.Platform;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/// Whether a webhook comes from whom it says: by one of the secrets as it is, in any of three
/// places, or by a signature of the very bytes. One proof is enough, and says which client's users
/// it tells of; proofs of two clients are none.
final class WebhookProof {

    private static final Pattern BEARER =
            Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final int MOST = 10;

    private final List<Proven> clients;
    private final boolean configured;
    private final boolean allowQueryToken;

    /// @param platform whose webhooks these are
    WebhookProof(Collection<YaloWebProperties> clients, String platform) {
        this.allowQueryToken = clients.stream().allMatch(YaloWebProperties::allowQueryToken);
        this.clients =
                clients.stream().map(yalo -> new Proven(yalo, yalo.provider(platform))).toList();
        this.configured =
                this.clients.stream()
                        .map(Proven::platform)
                        .anyMatch(its ->
                                !its.webhookSecrets().isEmpty() || !its.hmacSecrets().isEmpty());
    }

    /// What proves that a webhook is a client's.
    private record Proven(YaloWebProperties yalo, Platform platform) {}

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
        return configured && !(secrets(request).isEmpty() && headers(request, SIGNATURE).isEmpty());
    }

    Verdict judge(HttpServletRequest request, byte[] body) {
        if (!configured) {
            return Verdict.Bad.NOT_CONFIGURED;
        }
        List<String> secrets = secrets(request);
        List<String> signatures = headers(request, SIGNATURE);
        if (secrets.isEmpty() && signatures.isEmpty()) {
            return Verdict.Bad.NONE_GIVEN;
        }
        return only(its -> isProof(secrets, signatures, body, its));
    }

    private static boolean isProof(
            List<String> secrets, List<String> signatures, byte[] body, Platform its) {
        boolean good = false;
        for (String given : secrets.subList(0, Math.min(MOST, secrets.size()))) {
            good |= isOurs(given, its.webhookSecrets());
        }
        if (!signatures.isEmpty()) {
            good |= isSigned(signatures.subList(0, Math.min(MOST, signatures.size())), body, its);
        }
        return good;
    }

    /// Whether Meta, that asks if we are there, names a token of ours.
    boolean isVerified(String token) {
        return only(its -> isToken(token, its)) instanceof Verdict.Good;
    }

    private static boolean isToken(String given, Platform its) {
        Secret ours = its.verifyToken();
        return ours != null && isOurs(given, List.of(ours));
    }

    /// Looks at all clients whatever it finds, so that time tells nothing.
    private Verdict only(Predicate<Platform> proof) {
        Proven found = null;
        int proofs = 0;
        for (Proven each : clients) {
            if (proof.test(each.platform())) {
                found = each;
                proofs++;
            }
        }
        return found == null || proofs > 1 ? Verdict.Bad.WRONG : new Verdict.Good(found.yalo());
    }

    private List<String> secrets(HttpServletRequest request) {
        List<String> given = new ArrayList<>();
        for (String header : headers(request, HttpHeaders.AUTHORIZATION)) {
            Matcher bearer = BEARER.matcher(header.strip());
            given.add(bearer.matches() ? bearer.group(1) : header);
        }
        if (allowQueryToken) {
            given.addAll(QueryText.all(request, "token"));
        }
        given.addAll(headers(request, "x-yalochat-signature"));
        return given;
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    /// Looks at all secrets whatever it finds, so that time tells nothing.
    private static boolean isOurs(String given, List<Secret> secrets) {
        boolean found = false;
        for (Secret secret : secrets) {
            found |= MessageDigest.isEqual(secret.reveal().getBytes(UTF_8), given.getBytes(UTF_8));
        }
        return found;
    }

    private static boolean isSigned(List<String> signatures, byte[] body, Platform its) {
        boolean found = false;
        for (Secret secret : its.hmacSecrets()) {
            byte[] good = sign(secret, body).getBytes(UTF_8);
            for (String signature : signatures) {
                byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
                found |= MessageDigest.isEqual(good, given);
            }
        }
        return found;
    }

    private static String sign(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}

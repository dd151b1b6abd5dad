package dev.switchboard.adapter.in.web.yalo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.yalo.YaloWebProperties.Platform;
import dev.switchboard.domain.secret.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/// Whether a webhook comes from whom it says: by one of the secrets as it is, in any of three
/// places, or by a signature of the very bytes. One proof is enough.
///
/// @param allowQueryToken whether a secret may come as a parameter
record WebhookProof(Platform provider, boolean allowQueryToken) {

    private static final Pattern BEARER =
            Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int MOST = 10;

    enum Verdict {
        GOOD,
        NONE_GIVEN,
        WRONG,
        NOT_CONFIGURED
    }

    Verdict judge(HttpServletRequest request, byte[] body) {
        if (provider.webhookSecrets().isEmpty() && provider.hmacSecrets().isEmpty()) {
            return Verdict.NOT_CONFIGURED;
        }
        List<String> secrets = secrets(request);
        List<String> signatures = headers(request, "X-Hub-Signature-256");
        if (secrets.isEmpty() && signatures.isEmpty()) {
            return Verdict.NONE_GIVEN;
        }
        boolean good = false;
        for (String given : secrets.subList(0, Math.min(MOST, secrets.size()))) {
            good |= isOurs(given, provider.webhookSecrets());
        }
        for (String given : signatures.subList(0, Math.min(MOST, signatures.size()))) {
            good |= isSigned(given, body);
        }
        return good ? Verdict.GOOD : Verdict.WRONG;
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
    static boolean isOurs(String given, List<Secret> secrets) {
        boolean found = false;
        for (Secret secret : secrets) {
            found |= MessageDigest.isEqual(secret.reveal().getBytes(UTF_8), given.getBytes(UTF_8));
        }
        return found;
    }

    private boolean isSigned(String signature, byte[] body) {
        byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
        boolean found = false;
        for (Secret secret : provider.hmacSecrets()) {
            found |= MessageDigest.isEqual(sign(secret, body).getBytes(UTF_8), given);
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

package dev.switchboard.simulators.script;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request that a simulated upstream received.
///
/// @param path without the query
/// @param query as received; empty if there is none
/// @param headers by lower-case name; values of a repeated header are joined by `, `
/// @param body as received, read as UTF-8
/// @param signature the verdict on its Standard Webhooks headers
public record RecordedCall(
        Instant receivedAt,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        SignatureStatus signature) {

    public RecordedCall {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /// @param secret the secret that the upstream was given, or null
    static RecordedCall of(
            HttpServletRequest request, String body, @Nullable String secret, Instant receivedAt) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    String.join(", ", Collections.list(request.getHeaders(name))));
        }
        SignatureStatus status = WebhookSignature.judge(headers, body, secret, receivedAt);
        String query = request.getQueryString();
        return new RecordedCall(
                receivedAt,
                request.getMethod(),
                request.getRequestURI(),
                query == null ? "" : query,
                headers,
                body,
                status);
    }

    /// Without credentials.
    RecordedCall masked() {
        Map<String, String> shown = new TreeMap<>(headers);
        shown.computeIfPresent("authorization", (_, value) -> value.replaceAll("(?<= ).+", "***"));
        String text = body.replaceAll("(client_secret=)[^&]*", "$1***");
        return new RecordedCall(receivedAt, method, path, query, shown, text, signature);
    }

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }
}

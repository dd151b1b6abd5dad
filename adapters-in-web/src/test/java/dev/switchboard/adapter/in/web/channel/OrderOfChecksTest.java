package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The order of the checks: authentication, content type, size, JSON, fields, and only then the
/// store, which is away here. Each request also has all the later faults.
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class OrderOfChecksTest {

    private static final String JSON = "application/json";
    private static final String TOO_LARGE = "{".repeat(1024 * 1024 + 1);

    private final Hub hub;

    OrderOfChecksTest(Hub hub) {
        this.hub = hub;
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(null, "text/plain", TOO_LARGE, 401, "Unauthorized"),
                Arguments.of(Role.AGENT, "text/plain", TOO_LARGE, 403, "Forbidden"),
                Arguments.of(
                        Role.ADMIN,
                        "text/plain",
                        TOO_LARGE,
                        415,
                        "Content-Type must be application/json"),
                Arguments.of(Role.ADMIN, JSON, TOO_LARGE, 413, "Payload too large"),
                Arguments.of(Role.ADMIN, JSON, "{", 400, "Invalid JSON payload"),
                Arguments.of(Role.ADMIN, JSON, "[]", 400, "Body must be a JSON object"),
                Arguments.of(Role.ADMIN, JSON, "{}", 400, "Missing field: channel_id"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areTheSameForMessages(
            @Nullable Role role, String type, String body, int status, String text) {
        expectError(send("/channel/message", role, type, body), status, text);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void areTheSameForChannels(
            @Nullable Role role, String type, String body, int status, String text) {
        expectError(send("/channel", role, type, body), status, text);
    }

    @Test
    void askTheStoreLast() {
        String body =
                "{\"channel_id\":\"c\",\"channel_metadata\":{\"endpoint_url\":\"http://h/\"},"
                        + "\"session_id\":\"s\",\"message\":1}";

        HttpResponse<String> sent = send("/channel/message", Role.SERVICE, JSON, body);
        HttpResponse<String> created = send("/channel", Role.ADMIN, JSON, body);

        expectError(sent, 503, "Storage unavailable");
        expectError(created, 503, "Storage unavailable");
        assertThat(sent.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void letChannelServersCallBackWithoutAToken() {
        String answer = "{\"session_id\":\"s\",\"response_data\":1}";

        expectError(
                send("/webhook-response", null, "text/plain", TOO_LARGE),
                415,
                "Content-Type must be application/json");
        expectError(send("/webhook-response", null, JSON, TOO_LARGE), 413, "Payload too large");
        expectError(send("/webhook-response", null, JSON, "{"), 400, "Invalid JSON payload");
        expectError(
                send("/webhook-response", null, JSON, "{}"),
                400,
                "Missing session_id or response_data");
        expectError(send("/webhook-response", null, JSON, answer), 503, "Storage unavailable");
    }

    @Test
    void saysHowToAuthenticate() {
        assertThat(send("/channels", null, JSON, "{}").headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
    }

    @Test
    void takeABodyThatEndsEarlyForBadJson() throws IOException {
        String early = raw("Content-Length: 100", "{\"session_id\"");

        assertThat(early).startsWith("HTTP/1.1 400 ").contains("Invalid JSON payload");
    }

    @Test
    void takeNoMoreOfABodyThanItAnnounced() throws IOException {
        String more = raw("Content-Length: 2", "{}{\"session_id\":\"s\",\"response_data\":1}");

        assertThat(more).startsWith("HTTP/1.1 400 ").doesNotContain(" 200 ", " 500 ", " 503 ");
    }

    /// An unreadable token is for the proofs to refuse, and they are away here.
    @ParameterizedTest
    @ValueSource(strings = {"t=%zz", "t=%z", "t=%", "x=%zz&t=a", "t=%ff"})
    void takeAnUnreadableQueryForAWrongProof(String query, CapturedOutput output)
            throws IOException {
        String body = "{\"session_id\":\"s\",\"response_data\":1}";
        String path = "POST /webhook-response?" + query;

        assertThat(raw(path, "Content-Length: " + body.length(), body))
                .startsWith("HTTP/1.1 503 ")
                .contains("Storage unavailable");
        assertThat(output).doesNotContain("Bad query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/parked?reason=%zz", "GET /v1/parked?reason=%"})
    void refuseAnUnreadableQueryElsewhere(String path, CapturedOutput output) throws IOException {
        String token = "Authorization: Bearer " + hub.token(Role.ADMIN);

        assertThat(raw(path, token, "")).startsWith("HTTP/1.1 400 ").contains("problem+json");
        assertThat(output).doesNotContain("Bad query");
    }

    private String raw(String lengthHeader, String body) throws IOException {
        return raw("POST /webhook-response", lengthHeader, body);
    }

    private String raw(String line, String header, String body) throws IOException {
        String request =
                line
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\n"
                        + header
                        + "\r\n\r\n"
                        + body;
        try (Socket socket = new Socket("localhost", hub.port());
                InputStream answer = socket.getInputStream()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.shutdownOutput();
            return new String(answer.readAllBytes(), US_ASCII);
        }
    }

    private HttpResponse<String> send(
            String path, @Nullable Role role, String contentType, String body) {
        HttpRequest.Builder request =
                hub.request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body));
        if (role != null) {
            request.header("Authorization", "Bearer " + hub.token(role));
        }
        return hub.send(request);
    }

    private static void expectError(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + text + "\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }
}

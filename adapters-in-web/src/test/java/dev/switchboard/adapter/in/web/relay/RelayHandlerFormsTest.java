package dev.switchboard.adapter.in.web.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayHandlerFormsTest {

    private static final String PLAIN = "Content-Type: application/json\r\n";

    private final Server server = new Server(0);

    @BeforeEach
    void start() throws Exception {
        EchoRoute.start(server, (_, _, _, _) -> null);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void servesAPlainRequest() throws IOException {
        assertThat(answer(head("POST /busy", PLAIN), "{}"))
                .startsWith("HTTP/1.1 200")
                .contains("X-Way: short", "Content-Type: application/json\r\n")
                .endsWith("\r\n\r\n{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Accept: application/json",
                "Accept: application/json, text/plain, */*",
                "Accept: application/json, application/*+json",
                "X-Name: Zoë"
            })
    void servesARequestWithOrdinaryHeaders(String header) throws IOException {
        assertThat(answer(head("POST /busy", PLAIN + header + "\r\n"), "{}"))
                .contains("X-Way: short");
    }

    @ParameterizedTest
    @CsvSource({"t=, 't is '", "t=AZaz09-._~, t is AZaz09-._~", "a.b=c, a.b is c"})
    void servesARequestWithOneParameter(String query, String parameters) throws IOException {
        assertThat(answer(head("POST /busy?" + query, PLAIN), "{}").lines().map(String::strip))
                .contains(
                        "X-Way: short",
                        "X-Url: http://a/busy",
                        "X-Parameters: " + parameters.strip());
    }

    @Test
    void readsABodyThatComesLater() throws IOException {
        assertThat(answer(head("POST /busy", PLAIN), "{", "}")).contains("X-Way: short", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /busy",
                "POST /busy/",
                "POST /busy?",
                "POST /busy?a",
                "POST /busy?=b",
                "POST /busy?a=b&c=d",
                "POST /busy?a=b=",
                "POST /busy?a=b+c",
                "POST /busy?a=b%20c",
                "POST /busy?a=b;c",
                "POST /busy;a=b",
                "POST /busy;a=b?c=d",
                "POST /b%75sy",
                "POST /busier"
            })
    void leavesOtherRoutes(String line) throws IOException {
        assertThat(answer(head(line, PLAIN), "{}")).contains("X-Way: usual");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Content-Type: text/plain",
                PLAIN + "Content-Type: application/json",
                PLAIN + "Accept: text/html",
                PLAIN + "Accept: application/json;q=0",
                PLAIN + "Accept:",
                PLAIN + "Content-Encoding: gzip",
                PLAIN + "Expect: something",
                PLAIN + "X-Odd: a\tb"
            })
    void leavesOtherForms(String headers) throws IOException {
        assertThat(answer(head("POST /busy", headers + "\r\n"), "{}"))
                .doesNotContain("X-Way: short");
    }

    @Test
    void leavesABodyOfUnknownLength() throws IOException {
        String chunked =
                "POST /busy HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + PLAIN
                        + "Transfer-Encoding: chunked\r\n\r\n";

        assertThat(answer(chunked, "2\r\n{}\r\n0\r\n\r\n")).contains("X-Way: usual");
    }

    private static String head(String line, String headers) {
        return line
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n"
                + headers
                + "\r\n";
    }

    private String answer(String head, String... body) throws IOException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            for (String part : body) {
                socket.getOutputStream().write(part.getBytes(UTF_8));
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}

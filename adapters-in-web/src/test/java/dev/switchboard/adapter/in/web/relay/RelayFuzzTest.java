package dev.switchboard.adapter.in.web.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.servlet.ModelAndView;

/// Whatever comes in the place of a request, the way before the servlets serves it or leaves it to
/// the usual way, and fails in neither case.
@ExtendWith(QuietLog.class)
class RelayFuzzTest {

    private static final String HEAD =
            "POST /busy HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    private static final long PATIENCE_SECONDS = 30;

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        EchoRoute.start(server, RelayFuzzTest::refused);
    }

    /// As the hub does with bodies that cannot be read.
    private static @Nullable ModelAndView refused(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failure) {
        if (!(failure instanceof UnreadableJsonException)) {
            return null;
        }
        response.setStatus(400);
        return new ModelAndView();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void servesOrLeavesEveryRequest() {
        Fuzz.of("requests of the busy route")
                .seeds(
                        HEAD + "Content-Length: 2\r\n\r\n{}",
                        HEAD + "Content-Length: 0\r\n\r\n",
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                        HEAD + "Content-Length: 2\r\nAccept: */*\r\nX-Name: x\r\n\r\n{}",
                        HEAD + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}",
                        HEAD.replace("/busy", "/busy?t=x") + "Content-Length: 2\r\n\r\n{}",
                        "GET /busy?a=b;c HTTP/1.1\r\nHost: h\r\n\r\n")
                .words(
                        "\r\n",
                        "Content-Length: ",
                        "chunked",
                        ";charset=utf-8",
                        "/busy",
                        "%2e",
                        "//")
                .words("HTTP/1.0", "Host: ", "\r\n\r\n", "POST ")
                .inputs(300)
                .bytes(this::isServed);
    }

    private boolean isServed(byte[] request) throws Exception {
        LocalConnector.LocalEndPoint connection = connector.connect();
        connection.addInput(ByteBuffer.wrap(whole(request)));
        connection.addInputEOF();
        boolean head = new String(request, ISO_8859_1).strip().startsWith("HEAD ");
        String answer = connection.getResponse(head, PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            return false; // the connection was closed
        }
        assertThat(answer).doesNotStartWith("HTTP/1.1 500").doesNotContain("\tat ");
        return answer.contains("X-Way: short");
    }

    /// Ends the head and the connection, so that nothing is waited for.
    private static byte[] whole(byte[] request) {
        String text = new String(request, ISO_8859_1);
        String closed = text.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        return (closed.contains("\r\n\r\n") ? closed : closed + "\r\n\r\n").getBytes(ISO_8859_1);
    }
}

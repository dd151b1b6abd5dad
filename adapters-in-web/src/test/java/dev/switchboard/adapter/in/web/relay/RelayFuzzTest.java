package dev.switchboard.adapter.in.web.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.DirectAnswer;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.adapter.in.web.request.RawBody;
import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpStatus;
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
        server.setHandler(new UsualWay());
        RelayEndpoint echo =
                new RelayEndpoint(
                        "/busy",
                        (request, response) ->
                                DirectAnswer.of(HttpStatus.OK, RawBody.of(request))
                                        .with("X-Way", "short")
                                        .send(response));
        RelayChain chain = new RelayChain(List.of(), List.of(echo), RelayFuzzTest::refused);
        new RelayHandler(() -> chain, text -> text.indexOf('\t') < 0).putBefore(server);
        server.start();
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

    private static final class UsualWay extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("X-Way", "usual");
            callback.succeeded();
            return true;
        }
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

package dev.switchboard.adapter.in.web.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.cluster.ServePeers;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The port for other hubs, as raw requests.
class PeerHandlerTest implements ServePeers {

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private final List<String> heard = new ArrayList<>();
    private PeerAnswer answer = new PeerAnswer(Status.DONE, "true".getBytes(UTF_8));
    private boolean reads = true;

    @Override
    public PeerAnswer serve(String path, @Nullable String proof, Supplier<byte[]> body) {
        heard.add(path + " " + proof + " " + (reads ? new String(body.get(), UTF_8) : "…"));
        return answer;
    }

    @BeforeEach
    void open() throws Exception {
        server.addConnector(connector);
        server.setHandler(new PeerHandler(this));
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
    }

    private String ask(String requestLine, String... rest) throws Exception {
        String request =
                requestLine
                        + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n"
                        + String.join("\r\n", rest);
        return connector.getResponse(request, false, 1, TimeUnit.MINUTES);
    }

    @Test
    void servesACall() throws Exception {
        String response =
                ask("POST /hub/port/call", "Hub: a proof", "Content-Length: 3", "", "[1]");

        assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\ntrue");
        assertThat(heard).containsExactly("/hub/port/call a proof [1]");
    }

    @ParameterizedTest
    @EnumSource
    void answersWithEachStatus(Status status) throws Exception {
        answer = PeerAnswer.of(status);

        assertThat(ask("POST /hub/ping", "Content-Length: 0", "", ""))
                .startsWith("HTTP/1.1 " + status.code() + " ");
    }

    /// A stranger's body may be announced and never come.
    @Test
    void waitsForNoBodyThatIsNotAskedFor() throws Exception {
        reads = false;
        answer = PeerAnswer.of(Status.REFUSED);

        assertThat(ask("POST /hub/ping", "Content-Length: 1000", "", ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(heard).containsExactly("/hub/ping null …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 16777217", "Transfer-Encoding: chunked", "Accept: */*"})
    void refusesABodyWithoutAReasonableLength(String length) throws Exception {
        assertThat(ask("POST /hub/ping", length, "", "")).startsWith("HTTP/1.1 403 ");
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "DELETE"})
    void refusesWhatIsNoCall(String method) throws Exception {
        assertThat(ask(method + " /hub/ping", "Content-Length: 0", "", ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(heard).isEmpty();
    }
}

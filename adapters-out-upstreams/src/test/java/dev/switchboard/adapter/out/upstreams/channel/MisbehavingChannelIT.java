package dev.switchboard.adapter.out.upstreams.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RawServer;
import dev.switchboard.adapter.out.upstreams.http.RawServer.Reaction;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.application.port.out.upstream.ChannelGateway.Call;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.message.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Channels that hang, drip and lie about their bodies. The reply shows that a call was cut in
/// time. A call that was not cut would hang until the test's own limit.
@Timeout(30)
class MisbehavingChannelIT {

    private static final UpstreamReply TIMEOUT = new Unavailable(Cause.TIMEOUT, null, null);
    private static final UpstreamReply BROKEN = new Unavailable(Cause.BROKEN, null, null);
    private static final UpstreamReply UNREACHED = new Unavailable(Cause.CONNECT, null, null);

    /// Enough time to connect on a busy machine.
    private static final Duration HASTE = Duration.ofSeconds(1);

    private final RealTime time = new RealTime();

    @AfterEach
    void stop() {
        time.close();
    }

    private UpstreamReply send(Duration timeout, String scheme, int port) throws IOException {
        Call call =
                new Call(
                        EndpointUrl.parse(scheme + "://127.0.0.1:" + port + "/incoming"),
                        "c",
                        "s",
                        new MessageId("msg_0123456789abcdef0123456789abcdef"),
                        "1",
                        "http://hub.test/webhook-response",
                        List.of());
        try (EgressClient client = time.client(timeout, "127.0.0.1")) {
            WebhookSigner signer = new WebhookSigner(time.clock());
            return new HttpChannelGateway(client, signer).send(call);
        }
    }

    private UpstreamReply send(String scheme, int port) throws IOException {
        return send(Duration.ofSeconds(20), scheme, port);
    }

    private UpstreamReply sendTo(Reaction reaction) throws IOException {
        try (RawServer peer = RawServer.reacting(reaction)) {
            return send("http", peer.port());
        }
    }

    private UpstreamReply sendInHasteTo(Reaction reaction) throws IOException {
        try (RawServer peer = RawServer.reacting(reaction)) {
            return send(HASTE, "http", peer.port());
        }
    }

    private UpstreamReply sendToOneAnswering(String text) throws IOException {
        return sendTo(connection -> {
            connection.write(text);
            connection.socket().close();
        });
    }

    private static String head(int status, String... headers) {
        return "HTTP/1.1 " + status + " X\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    @Nested
    class InTime {

        @Test
        void cutsOneThatNeverAnswers() throws IOException {
            assertThat(sendInHasteTo(RawServer.Connection::hang)).isEqualTo(TIMEOUT);
        }

        @Test
        void cutsAHeadThatDrips() throws IOException {
            assertThat(
                            sendInHasteTo(peer -> {
                                peer.write("HTTP/1.1 200 OK\r\nX-Long: ");
                                peer.writeForever("x", 20);
                            }))
                    .isEqualTo(TIMEOUT);
        }

        @Test
        void cutsABodyThatDrips() throws IOException {
            assertThat(
                            sendInHasteTo(peer -> {
                                peer.write(head(200, "Content-Length: 1000"));
                                peer.writeForever(" ", 20);
                            }))
                    .isEqualTo(TIMEOUT);
        }

        @Test
        void cutsChunksThatDrip() throws IOException {
            assertThat(
                            sendInHasteTo(peer -> {
                                peer.write(head(200, "Transfer-Encoding: chunked"));
                                peer.writeForever("1\r\n \r\n", 20);
                            }))
                    .isEqualTo(TIMEOUT);
        }

        @Test
        void cutsEndlessPreliminaryAnswers() throws IOException {
            assertThat(sendInHasteTo(peer -> peer.writeForever(head(103, "Link: x"), 20)))
                    .isEqualTo(TIMEOUT);
        }

        @Test
        void readsNoMoreThanTheStatusOfAServerError() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write(head(503, "Content-Length: 1000"));
                                peer.hang();
                            }))
                    .isEqualTo(new Unavailable(Cause.SERVER_ERROR, 503, null));
        }

        @Test
        void cutsATlsHandshakeThatHangs() throws IOException {
            try (RawServer peer = RawServer.reacting(RawServer.Connection::hang)) {
                assertThat(send(HASTE, "https", peer.port())).isEqualTo(UNREACHED);
            }
        }
    }

    @Nested
    class InSize {

        @Test
        void stopsReadingEndlessChunks() throws IOException {
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

            assertThat(
                            sendTo(peer -> {
                                peer.write(head(200, "Transfer-Encoding: chunked"));
                                peer.writeForever(chunk, 0);
                            }))
                    .isEqualTo(new Accepted(200, null));
        }

        @Test
        void stopsReadingFiftyMegabytes() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write(head(200, "Content-Length: 52428800"));
                                peer.writeForever("x".repeat(0x1000), 0);
                            }))
                    .isEqualTo(new Accepted(200, null));
        }

        @Test
        void keepsWhatARefusalSaysBeforeItGoesOnForever() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write(head(400, "Content-Type: text/plain"));
                                peer.writeForever("x".repeat(0x1000), 0);
                            }))
                    .isEqualTo(new Refused(400, "x".repeat(2048)));
        }

        @Test
        void leavesAGzipBombPacked() throws IOException {
            String bomb = gzip(" ".repeat(50_000_000));

            assertThat(
                            sendToOneAnswering(
                                    head(
                                                    200,
                                                    "Content-Encoding: gzip",
                                                    "Content-Length: " + bomb.length())
                                            + bomb))
                    .isEqualTo(new Accepted(200, null));
        }

        @Test
        void cutsEndlessHeaders() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write("HTTP/1.1 200 OK\r\n");
                                peer.writeForever("X-Header: x\r\n", 0);
                            }))
                    .isEqualTo(BROKEN);
        }

        @Test
        void cutsAnEndlessHeader() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write("HTTP/1.1 200 OK\r\nX-Header: ");
                                peer.writeForever("x".repeat(0x1000), 0);
                            }))
                    .isEqualTo(BROKEN);
        }

        private static String gzip(String text) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(text.getBytes(StandardCharsets.US_ASCII));
            }
            return packed.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Nested
    class InForm {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "HTTP/1.1",
                    "hello\r\n\r\n",
                    "HTTP/1.1 abc OK\r\n\r\n",
                    "SSH-2.0-OpenSSH_9.6\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nno",
                })
        void takesJunkAndHalvesForAnUnknownOutcome(String answer) throws IOException {
            assertThat(sendToOneAnswering(answer)).isEqualTo(BROKEN);
        }

        @Test
        void takesAResetForAnUnknownOutcome() throws IOException {
            assertThat(sendTo(RawServer.Connection::reset)).isEqualTo(BROKEN);
        }

        @Test
        void takesAResetWithinTheBodyForAnUnknownOutcome() throws IOException {
            assertThat(
                            sendTo(peer -> {
                                peer.write(head(200, "Content-Length: 100") + "{");
                                peer.reset();
                            }))
                    .isEqualTo(BROKEN);
        }

        @Test
        void saysThatNothingWasSentWhereNobodyListens() throws IOException {
            int port;
            try (RawServer gone = RawServer.answering("")) {
                port = gone.port();
            }

            assertThat(send("http", port)).isEqualTo(UNREACHED);
        }

        @Test
        void saysThatNothingWasSentToAServerWithoutTls() throws IOException {
            try (RawServer peer = RawServer.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertThat(send("https", peer.port())).isEqualTo(UNREACHED);
            }
        }
    }
}

package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.switchboard.adapter.out.upstreams.http.CheckedDnsResolver.NameLookup;
import dev.switchboard.application.network.TestCertificate;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Blocked;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class EgressClientIT {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final UpstreamReply ACCEPTED = new Accepted(200, "{}");
    private static final UpstreamReply UNREACHED = new Unavailable(Cause.CONNECT, null, null);

    private final RealTime time = new RealTime();

    @AfterEach
    void stop() {
        time.close();
    }

    private EgressClient client(NameLookup names, String... allowed) throws Exception {
        return client(names, SSLContext.getDefault(), allowed);
    }

    private EgressClient client(NameLookup names, SSLContext trust, String... allowed) {
        EgressRules rules = EgressRules.of(new EgressProperties(List.of(allowed)), false);
        return EgressClient.create(
                new CheckedDnsResolver(rules, names),
                new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, null),
                Duration.ofSeconds(10),
                time.runtime());
    }

    private static JsonPost post(String scheme, String host, int port) {
        EndpointUrl endpoint = EndpointUrl.parse(scheme + "://" + host + ":" + port + "/in");
        return new JsonPost(endpoint, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class Naming {

        @Test
        void connectsToTheCheckedAddressHoweverTheNameChanges() throws Exception {
            AtomicInteger asked = new AtomicInteger();
            NameLookup rebinding =
                    _ ->
                            new InetAddress[] {
                                asked.getAndIncrement() == 0
                                        ? LOOPBACK
                                        : InetAddress.ofLiteral("127.0.0.2")
                            };

            try (RawServer peer = RawServer.answering(OK);
                    EgressClient client = client(rebinding, "127.0.0.1")) {
                UpstreamReply reply = client.send(post("http", "rebind.test", peer.port()));

                assertThat(reply).isEqualTo(ACCEPTED);
                assertThat(asked).hasValue(1);
                assertThat(peer.heads().element())
                        .contains("\r\nHost: rebind.test:" + peer.port() + "\r\n");
            }
        }

        @Test
        void blocksANameThatTurnsPrivate() throws Exception {
            AtomicInteger asked = new AtomicInteger();
            NameLookup turning =
                    _ ->
                            new InetAddress[] {
                                asked.getAndIncrement() == 0
                                        ? LOOPBACK
                                        : InetAddress.ofLiteral("10.0.0.1")
                            };
            String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

            try (RawServer peer = RawServer.answering(closing);
                    EgressClient client = client(turning, "127.0.0.1")) {
                UpstreamReply first = client.send(post("http", "turning.test", peer.port()));
                UpstreamReply second = client.send(post("http", "turning.test", peer.port()));

                assertThat(first).isEqualTo(ACCEPTED);
                assertThat(second).isEqualTo(new Blocked());
            }
        }

        @Test
        void callsListedNamesWithUnderscoresAsContainersHave() throws Exception {
            NameLookup names = _ -> new InetAddress[] {LOOPBACK};

            try (RawServer peer = RawServer.answering(OK);
                    EgressClient listed = client(names, "slack_sim");
                    EgressClient unlisted = client(names)) {
                UpstreamReply closed = unlisted.send(post("http", "slack_sim", peer.port()));
                UpstreamReply open = listed.send(post("http", "slack_sim", peer.port()));

                assertThat(closed).isEqualTo(new Blocked());
                assertThat(open).isEqualTo(ACCEPTED);
                assertThat(peer.heads().element())
                        .contains("\r\nHost: slack_sim:" + peer.port() + "\r\n");
            }
        }

        @Test
        void triesTheOtherAddressesOfAName() throws Exception {
            NameLookup two = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), LOOPBACK};

            try (RawServer peer = RawServer.answering(OK);
                    EgressClient client = client(two, "two.test")) {
                assertThat(client.send(post("http", "two.test", peer.port()))).isEqualTo(ACCEPTED);
            }
        }

        @Test
        void saysThatNothingWasSentToANameWithoutAddress() throws Exception {
            NameLookup none =
                    name -> {
                        throw new UnknownHostException(name);
                    };

            try (EgressClient client = client(none)) {
                assertThat(client.send(post("http", "none.test", 80))).isEqualTo(UNREACHED);
            }
        }

        @Test
        void callsIpv6() throws Exception {
            try (RawServer peer =
                            RawServer.reacting(InetAddress.ofLiteral("::1"), c -> c.write(OK));
                    EgressClient client = client(_ -> new InetAddress[0], "::1")) {
                assertThat(client.send(post("http", "[::1]", peer.port()))).isEqualTo(ACCEPTED);
                assertThat(peer.heads().element())
                        .contains("\r\nHost: [::1]:" + peer.port() + "\r\n");
            }
        }

        @Test
        void encodesLettersThatHttpDoesNotKnow() throws Exception {
            try (RawServer peer = RawServer.answering(OK);
                    EgressClient client = client(_ -> new InetAddress[0], "127.0.0.1")) {
                EndpointUrl endpoint =
                        EndpointUrl.parse("http://127.0.0.1:" + peer.port() + "/grüße?q=ü%20");

                UpstreamReply reply = client.send(new JsonPost(endpoint, new byte[0]));

                assertThat(reply).isEqualTo(ACCEPTED);
                assertThat(peer.heads().element())
                        .startsWith("POST /gr%C3%BC%C3%9Fe?q=%C3%BC%20 HTTP/1.1\r\n");
            }
        }
    }

    @Nested
    class Connecting {

        @Test
        void usesAConnectionAgain() throws Exception {
            try (RawServer peer = RawServer.answering(OK);
                    EgressClient client = client(_ -> new InetAddress[0], "127.0.0.1")) {
                client.send(post("http", "127.0.0.1", peer.port()));
                UpstreamReply reply = client.send(post("http", "127.0.0.1", peer.port()));

                assertThat(reply).isEqualTo(ACCEPTED);
                assertThat(peer.connections()).isEqualTo(1);
            }
        }

        @Test
        void keepsNoConnectionWhoseAnswerWasNotReadToItsEnd() throws Exception {
            String large =
                    "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + "x".repeat(2000000);

            try (RawServer peer = RawServer.answering(large);
                    EgressClient client = client(_ -> new InetAddress[0], "127.0.0.1")) {
                client.send(post("http", "127.0.0.1", peer.port()));
                UpstreamReply reply = client.send(post("http", "127.0.0.1", peer.port()));

                assertThat(reply).isEqualTo(new Accepted(200, null));
                assertThat(peer.connections()).isEqualTo(2);
            }
        }

        @Test
        void servesOthersWhileOneHangs() throws Exception {
            int hung = 200;
            CountDownLatch hanging = new CountDownLatch(hung);

            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                    RawServer silent =
                            RawServer.reacting(connection -> {
                                hanging.countDown();
                                connection.hang();
                            });
                    RawServer peer = RawServer.answering(OK);
                    EgressClient client = client(_ -> new InetAddress[0], "127.0.0.1")) {
                for (int i = 0; i < hung; i++) {
                    Future<?> call =
                            callers.submit(
                                    () -> client.send(post("http", "127.0.0.1", silent.port())));
                    assertThat(call).isNotNull();
                }
                hanging.await();

                UpstreamReply reply = client.send(post("http", "127.0.0.1", peer.port()));

                assertThat(reply).isEqualTo(ACCEPTED);
            }
        }
    }

    @Nested
    class Encrypting {

        private static TestCertificate certificate;
        private static HttpsServer peer;

        @BeforeAll
        static void start(@TempDir Path directory) throws Exception {
            certificate = TestCertificate.of(directory, "dns:hub.test");
            peer = tlsServer(certificate);
        }

        @AfterAll
        static void stop() {
            peer.stop(0);
        }

        private UpstreamReply send(String host, SSLContext trust) throws IOException {
            NameLookup here = _ -> new InetAddress[] {LOOPBACK};
            try (EgressClient client = client(here, trust, host)) {
                return client.send(post("https", host, peer.getAddress().getPort()));
            }
        }

        @Test
        void callsAPeerThatProvesItsName() throws Exception {
            assertThat(send("hub.test", certificate.trusting())).isEqualTo(ACCEPTED);
        }

        @Test
        void callsNoPeerThatProvesAnotherName() throws Exception {
            assertThat(send("other.test", certificate.trusting())).isEqualTo(UNREACHED);
        }

        @Test
        void trustsNoCertificateOfUnknownOrigin() throws Exception {
            assertThat(send("hub.test", SSLContext.getDefault())).isEqualTo(UNREACHED);
        }

        private static HttpsServer tlsServer(TestCertificate certificate) throws Exception {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            exchange.getRequestBody().readAllBytes();
                            exchange.sendResponseHeaders(200, 2);
                            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
            server.start();
            return server;
        }
    }
}

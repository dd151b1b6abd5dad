package dev.switchboard.adapter.out.upstreams.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.switchboard.application.network.TestCertificate;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Calls of another hub over TLS.
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SecurePeersIT {

    private static final HubId HUB = new HubId("one");
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private TestCertificate ours;
    private TestCertificate strangers;
    private TestCertificate elsewhere;
    private HttpsServer hub;

    @BeforeAll
    void certify(@TempDir Path one, @TempDir Path other, @TempDir Path third) throws Exception {
        ours = TestCertificate.of(one, "ip:127.0.0.1");
        strangers = TestCertificate.of(other, "ip:127.0.0.1");
        elsewhere = TestCertificate.of(third, "dns:hub.test");
    }

    @BeforeEach
    void open() throws IOException {
        heard.clear();
        hub = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private void serve(TestCertificate shown) {
        SSLContext context = bundle(shown, shown).createSslContext();
        hub.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters call) {
                        SSLParameters parameters = context.getDefaultSSLParameters();
                        parameters.setNeedClientAuth(true);
                        call.setSSLParameters(parameters);
                    }
                });
        answer(hub);
    }

    private void answer(HttpServer server) {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        heard.add(exchange.getRequestURI().getPath());
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        server.start();
    }

    private static SslBundle bundle(TestCertificate shown, TestCertificate trusted) {
        return SslBundle.of(
                SslStoreBundle.of(shown.store(), TestCertificate.PASSWORD, trusted.store()));
    }

    private Reply call(TestCertificate shown, TestCertificate trusted) throws IOException {
        String address = "https://127.0.0.1:" + hub.getAddress().getPort();
        PeerCall call =
                new PeerCall(HUB, address, "/hub/port/call", "a proof", "[1]".getBytes(UTF_8));
        try (HttpPeers peers = HttpPeers.trusting(bundle(shown, trusted))) {
            return peers.call(call, PATIENT);
        }
    }

    @Test
    void areMadeIfBothTrustEachOther() throws Exception {
        serve(ours);

        assertThat(call(ours, ours)).isInstanceOf(Reply.Answered.class);
        assertThat(heard).containsExactly("/hub/port/call");
    }

    @Test
    void areNotMadeOfAHubThatIsNotTrustedAndSaySo(CapturedOutput log) throws Exception {
        serve(strangers);

        assertThat(call(strangers, ours)).isInstanceOf(Reply.Unreached.class);
        assertThat(heard).isEmpty();
        assertThat(log).containsOnlyOnce("does not trust the other's certificate");
    }

    /// Its certificate is trusted, for another host.
    @Test
    void areNotMadeOfAHubWithTheCertificateOfAnother() throws Exception {
        serve(elsewhere);

        assertThat(call(elsewhere, elsewhere)).isInstanceOf(Reply.Unreached.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void areRefusedByAHubThatDoesNotTrustThisOne() throws Exception {
        serve(ours);

        assertThat(call(strangers, ours)).isNotInstanceOf(Reply.Answered.class);
        assertThat(heard).isEmpty();
    }

    /// What was to be encrypted does not go out in the open.
    @Test
    void areNeverMadeWithoutTls() throws IOException {
        serve(ours);
        HttpServer open =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(open);
        String address = "http://127.0.0.1:" + open.getAddress().getPort();

        try (HttpPeers peers = HttpPeers.trusting(bundle(ours, ours))) {
            PeerCall call = new PeerCall(HUB, address, "/hub/port/call", "a proof", new byte[0]);
            assertThat(peers.call(call, PATIENT)).isInstanceOf(Reply.Unreached.class);
        } finally {
            open.stop(0);
        }
        assertThat(heard).isEmpty();
    }
}

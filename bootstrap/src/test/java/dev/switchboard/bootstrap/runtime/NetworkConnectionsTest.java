package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.domain.network.Network;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class NetworkConnectionsTest {

    private static final String HERE = "127.0.0.1";
    private static final int PER_NETWORK = 3;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Counter refused = Counter.builder("refused").register(new SimpleMeterRegistry());
    private final List<Socket> callers = new ArrayList<>();
    private final Server server = new Server();
    private final ServerConnector port = new ServerConnector(server);

    private NetworkConnections started(List<Network> proxies) throws Exception {
        port.setHost(HERE);
        server.addConnector(port);
        NetworkConnections connections =
                new NetworkConnections(
                        PER_NETWORK, proxies, address -> !known.contains(address), refused);
        RequestPace.setOn(
                server,
                new RequestProperties(
                        Duration.ofMinutes(1), Duration.ofMinutes(1), DataSize.ofBytes(1), 1),
                System::nanoTime);
        connections.limit(server);
        server.start();
        return connections;
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket caller : callers) {
            caller.close();
        }
        server.stop();
    }

    private Socket call() throws IOException {
        Socket caller = new Socket(InetAddress.ofLiteral(HERE), port.getLocalPort());
        callers.add(caller);
        return caller;
    }

    /// The first byte of an answer, -1 if the connection was closed.
    private static int answer(Socket caller) throws IOException {
        try {
            caller.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: hub\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return caller.getInputStream().read();
        } catch (IOException _) {
            return -1; // the end came before the request
        }
    }

    private void fill(NetworkConnections connections) throws IOException {
        for (int i = 0; i < PER_NETWORK; i++) {
            call();
        }
        await().until(() -> connections.of(HERE) == PER_NETWORK);
    }

    @Test
    void closesWhatAStrangerHasTooMany() throws Exception {
        NetworkConnections connections = started(List.of());
        fill(connections);

        assertThat(answer(call())).isEqualTo(-1);
        assertThat(answer(callers.getFirst())).isEqualTo('H');
        assertThat(refused.count()).isOne();
    }

    @Test
    void countsWhatIsClosedNoLonger() throws Exception {
        NetworkConnections connections = started(List.of());
        fill(connections);

        callers.getFirst().close();
        await().until(() -> connections.of(HERE) < PER_NETWORK);

        assertThat(answer(call())).isEqualTo('H');
    }

    @Test
    void forgetsANetworkWithItsLastConnection() throws Exception {
        NetworkConnections connections = started(List.of());
        fill(connections);
        assertThat(answer(call())).isEqualTo(-1);

        for (Socket caller : callers) {
            caller.close();
        }

        await().until(() -> connections.of(HERE) == 0);
    }

    @Test
    void leavesThoseOfAKnownAddressOpen() throws Exception {
        NetworkConnections connections = started(List.of());
        known.add(HERE);
        fill(connections);

        assertThat(answer(call())).isEqualTo('H');
    }

    @Test
    void doesNotCountThoseOfAProxy() throws Exception {
        NetworkConnections connections = started(List.of(Network.parse("127.0.0.0/8")));
        for (int i = 0; i < PER_NETWORK; i++) {
            assertThat(answer(call())).isEqualTo('H');
        }

        assertThat(answer(call())).isEqualTo('H');
        assertThat(connections.of(HERE)).isZero();
    }
}

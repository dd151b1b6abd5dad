package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The cost of connections kept open for the next request, like those of polling clients.
@ExtendWith(LiveHubPool.class)
class KeptConnectionsE2eIT {

    private static final int MANY = 500;
    private static final int MOST_MEGABYTES = 20;

    private final LiveHub hub;
    private final List<Socket> kept = new ArrayList<>();

    KeptConnectionsE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : kept) {
            socket.close();
        }
    }

    @Test
    void costsLittleMemoryToKeepAConnection() throws IOException {
        Figures figures = new Figures(hub.process());
        long before = figures.liveMegabytes();

        for (int i = 0; i < MANY; i++) {
            keep(i);
        }

        assertThat(figures.liveMegabytes() - before).isLessThan(MOST_MEGABYTES);
    }

    private void keep(int number) throws IOException {
        URI url = hub.process().url();
        Socket socket = new Socket(url.getHost(), url.getPort());
        kept.add(socket);
        String request =
                "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Client: client-" + number + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStreamReader answer =
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
        assertThat(new BufferedReader(answer).readLine()).startsWith("HTTP/1.1 200");
    }
}

package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A stranger with a long conversation follows it in hundreds of browsers that read nothing and
/// acknowledge nothing, on a hub with its default heap.
@Tag("nightly")
class DeafBrowsersE2eIT {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int BROWSERS = 600;
    private static final int ANSWERS = 200;
    private static final int LETTERS = 16_000;

    @TempDir Path directory;

    @Test
    void takeNoMemoryThatTheHubNeedsForOthers() throws IOException {
        List<Socket> deaf = new ArrayList<>();
        try (LiveHub hub =
                LiveHub.open(
                        directory,
                        Map.of(),
                        "[]",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError")) {
            String conversation = LiveHub.fresh("deaf");
            Map<String, String> owner = hub.begin(conversation);
            new Burst(hub, conversation, "says", ANSWERS, LETTERS).run();
            int port = hub.process().url().getPort();
            for (int i = 0; i < BROWSERS; i++) {
                deaf.add(follow(port, owner));
            }

            String another = LiveHub.fresh("heard");
            try (WirePage page = WirePage.at(hub.process().url(), hub.begin(another))) {
                Burst heard = new Burst(hub, another, 20);
                heard.run();
                assertThat(page.awaitUpdates(20))
                        .extracting(Page::textOf)
                        .containsExactlyElementsOf(heard.taken());
            }
            assertThat(new Figures(hub.process()).liveMegabytes()).isLessThan(200);
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    private static Socket follow(int port, Map<String, String> owner) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        Heckler.enter(socket, "40" + JsonMapper.shared().writeValueAsString(owner));
        return socket;
    }
}

package dev.switchboard.tools.practice;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A customer's page: answers heartbeats, and acknowledges what it is pushed.
final class CustomerPage implements WebSocket.Listener {

    final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    final CountDownLatch pushed;
    final StringBuilder received = new StringBuilder();

    CustomerPage(CountDownLatch pushed) {
        this.pushed = pushed;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            String packet = received.toString();
            received.setLength(0);
            hear(socket, packet);
        }
        socket.request(1);
        return null;
    }

    private void hear(WebSocket socket, String packet) {
        int head = packet.indexOf('[');
        if (packet.equals("2")) {
            var _ = socket.sendText("3", true);
        } else if (packet.startsWith("42[\"connected\"")) {
            welcomed.complete(null);
        } else if (packet.startsWith("42") && packet.startsWith("[\"webhook_update\"", head)) {
            socket.sendText("43" + packet.substring(2, head) + "[{\"ok\":true}]", true).join();
            pushed.countDown();
        }
    }
}

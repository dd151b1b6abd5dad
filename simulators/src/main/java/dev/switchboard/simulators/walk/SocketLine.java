package dev.switchboard.simulators.walk;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A page's or console's connection: Socket.IO over a WebSocket. It acknowledges each event that
/// asks for it, as every client does.
final class SocketLine implements WebSocket.Listener {

    private static final Pattern ASKS_FOR_ACK =
            Pattern.compile("42(/\\w+,|)(\\d+)\\[.*", Pattern.DOTALL);

    private final Screen screen;
    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();

    private SocketLine(Screen screen) {
        this.screen = screen;
    }

    /// @param connect the packet that connects to a namespace
    static SocketLine open(Demo demo, String connect) {
        URI address =
                URI.create(
                        "ws://%s/socket.io/?EIO=4&transport=websocket"
                                .formatted(demo.hub().getAuthority()));
        SocketLine line = new SocketLine(demo.screen());
        try {
            line.begin(demo.http().newWebSocketBuilder().buildAsync(address, line).join());
        } catch (CompletionException e) {
            throw demo.screen()
                    .failed("%s took no connection: %s".formatted(address, e.getCause()));
        }
        line.send(connect);
        return line;
    }

    private synchronized void begin(WebSocket socket) {
        sending = CompletableFuture.completedFuture(socket);
    }

    /// Sends a packet, and shows it.
    void say(String packet) {
        screen.say(Screen.fitted("> " + packet));
        send(packet);
    }

    /// A WebSocket takes one packet at a time.
    synchronized void send(String packet) {
        sending = sending.thenCompose(socket -> socket.sendText(packet, true));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            hear(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void hear(String packet) {
        Matcher event = ASKS_FOR_ACK.matcher(packet);
        if (packet.equals("2")) {
            send("3");
        } else if (event.matches()) {
            send("43%s%s[]".formatted(event.group(1), event.group(2)));
        }
        incoming.add(packet);
    }

    /// Waits for the first packet that holds a text.
    String await(String text) {
        long deadline = System.nanoTime() + Demo.TO_RELAY.toNanos();
        int looked = 0;
        while (true) {
            for (; looked < heard.size(); looked++) {
                if (heard.get(looked).contains(text)) {
                    return heard.get(looked);
                }
            }
            heard.add(next(deadline, text));
        }
    }

    private String next(long deadline, String wanted) {
        try {
            String packet = incoming.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (packet != null) {
                return packet;
            }
            String last = heard.isEmpty() ? "nothing" : Screen.excerpt(heard.getLast());
            throw screen.failed("expected a packet with %s, but heard %s".formatted(wanted, last));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw screen.failed("interrupted");
        }
    }

    /// As [#await], and shows it.
    String show(String text) {
        String packet = await(text);
        screen.say(Screen.beginning(Screen.fitted("< " + packet)));
        return packet;
    }

    /// Fails the step unless a packet holds a text.
    void expect(String packet, String text) {
        if (!packet.contains(text)) {
            throw screen.failed("expected %s in %s".formatted(text, Screen.excerpt(packet)));
        }
    }
}

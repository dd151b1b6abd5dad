package dev.switchboard.adapter.in.socket.conformance;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A plain WebSocket and its received frames, in order: texts unchanged, binary frames in
/// hexadecimal digits between angle brackets, the end as [#CLOSED]. It answers pings by default.
final class WireSocket implements WebSocket.Listener {

    static final String CLOSED = "closed";

    private static final String PING = "2";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder binary = new StringBuilder();
    private volatile boolean answering = true;
    private CompletableFuture<WebSocket> sending =
            CompletableFuture.failedFuture(new IllegalStateException("not open"));

    /// The next frame, including pings.
    String next() throws InterruptedException {
        String next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /// The next frame that is not a ping.
    String nextMessage() throws InterruptedException {
        String next = next();
        while (next.equals(PING)) {
            next = next();
        }
        return next;
    }

    void send(String message) {
        send(opened -> opened.sendText(message, true)).join();
    }

    void send(byte... message) {
        send(opened -> opened.sendBinary(ByteBuffer.wrap(message), true)).join();
    }

    void answerNoPings() {
        answering = false;
    }

    synchronized void close() {
        sending.thenAccept(WebSocket::abort).join();
    }

    /// The server refused the connection.
    @Nullable WebSocket failed(Throwable refusal) {
        received.add(CLOSED);
        return null;
    }

    @Override
    public synchronized void onOpen(WebSocket opened) {
        sending = CompletableFuture.completedFuture(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            String message = text.toString();
            text.setLength(0);
            if (answering && message.equals(PING)) {
                CompletableFuture<WebSocket> _ = send(opened -> opened.sendText("3", true));
            }
            received.add(message);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.append(HexFormat.of().formatHex(bytes));
        if (last) {
            received.add("<" + binary + ">");
            binary.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        received.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        received.add(CLOSED);
    }

    /// Sends frames one after the other: the JDK's WebSocket refuses a frame while it sends
    /// another.
    private synchronized CompletableFuture<WebSocket> send(
            Function<WebSocket, CompletableFuture<WebSocket>> frame) {
        sending = sending.thenCompose(frame);
        return sending;
    }
}

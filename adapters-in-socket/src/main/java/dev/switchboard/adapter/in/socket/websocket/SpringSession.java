package dev.switchboard.adapter.in.socket.websocket;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.FragmentCount;
import dev.switchboard.domain.Utf8;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;

/// A WebSocket for Spring's API. Keeps nothing of its request.
///
/// Its handler gets one message at a time and may block: a worker handles messages, the reading
/// thread handles pings and pongs. The next frame is read after the last message was handled, so a
/// client that sends faster than it is served is slowed down by its own network.
final class SpringSession implements PulledSession, FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SpringSession.class);

    /// The longest wait for a client's answer to a close frame, whatever else it sends.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final WebSocketHandler handler;
    private final Executor workers;
    private final ByteBudget.Share unfinished;
    private final SocketAddress client;
    private final FrameSender sender = new FrameSender(this);
    private @Nullable CoreSession wire;
    private @Nullable Source source;
    private int maxMessage = Integer.MAX_VALUE;

    // used only by the reading thread
    private @Nullable ByteArrayOutputStream parts;
    private final FragmentCount fragments = new FragmentCount();

    private volatile org.eclipse.jetty.websocket.core.@Nullable CloseStatus goodbye;

    /// @param unfinished counts the bytes of unfinished messages
    /// @param client the client's address, which a proxy may have given
    SpringSession(
            WebSocketHandler handler,
            Executor workers,
            ByteBudget.Share unfinished,
            SocketAddress client) {
        this.handler = handler;
        this.workers = workers;
        this.unfinished = unfinished;
        this.client = client;
    }

    CoreSession wire() {
        CoreSession opened = wire;
        if (opened == null) {
            throw new IllegalStateException("The WebSocket is not open yet");
        }
        return opened;
    }

    @Nullable Source source() {
        return source;
    }

    /// The status of its close frame, once it ends.
    org.eclipse.jetty.websocket.core.@Nullable CloseStatus goodbye() {
        return goodbye;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        wire = opened;
        callback.succeeded();
        try {
            handler.afterConnectionEstablished(this);
        } catch (Exception e) {
            failed(e);
        }
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame, callback);
            case OpCode.PING -> {
                tell(new PingMessage());
                pong(frame, callback);
            }
            case OpCode.PONG -> {
                callback.succeeded();
                tell(new PongMessage());
                wire().demand();
            }
            default -> callback.succeeded();
        }
    }

    /// Data after the end is ignored.
    private void data(Frame frame, Callback callback) {
        String text = goodbye == null ? assemble(frame) : null;
        callback.succeeded();
        if (text == null) {
            wire().demand();
        } else {
            workers.execute(() -> handle(text));
        }
    }

    private void handle(String text) {
        tell(new TextMessage(text));
        wire().demand();
    }

    /// @return the message that this frame completes; null if there is none, or it is refused
    private @Nullable String assemble(Frame frame) {
        if (frame.getOpCode() == OpCode.BINARY) {
            close(Violation.BINARY.status());
            return null;
        }
        int before = parts == null ? 0 : parts.size();
        if (parts == null) {
            fragments.begin();
        }
        if (!fragments.add(frame.getPayloadLength())
                || before + (long) frame.getPayloadLength() > maxMessage) {
            return refuse(Violation.TOO_LARGE);
        }
        byte[] bytes = bytes(frame);
        if (parts == null && frame.isFin()) {
            return decode(bytes);
        }
        if (!unfinished.take(bytes.length)) {
            return refuse(Violation.UNAFFORDABLE);
        }
        ByteArrayOutputStream gathered = parts == null ? new ByteArrayOutputStream() : parts;
        gathered.writeBytes(bytes);
        parts = gathered;
        if (!frame.isFin()) {
            return null;
        }
        drop();
        return decode(gathered.toByteArray());
    }

    private @Nullable String refuse(Violation why) {
        drop();
        close(why.status());
        return null;
    }

    private void drop() {
        parts = null;
        unfinished.giveBack();
    }

    private static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.getPayloadLength()];
        if (bytes.length > 0) {
            frame.getPayload().get(bytes);
        }
        return bytes;
    }

    private @Nullable String decode(byte[] bytes) {
        String text = Utf8.decode(bytes);
        if (text == null) {
            close(Violation.BAD_TEXT.status());
        }
        return text;
    }

    /// The next frame is read only after the pong was sent, so pongs cannot pile up.
    private void pong(Frame ping, Callback callback) {
        Frame answer = new Frame(OpCode.PONG, ping.getPayload());
        wire().sendFrame(answer, Callback.from(callback, Callback.from(wire()::demand)), false);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
        try {
            handler.handleTransportError(this, cause);
        } catch (Exception e) {
            failed(e);
        }
    }

    @Override
    public void onClosed(org.eclipse.jetty.websocket.core.CloseStatus status, Callback callback) {
        callback.succeeded();
        drop();
        try {
            handler.afterConnectionClosed(this, new CloseStatus(Math.max(status.getCode(), 1000)));
        } catch (Exception e) {
            failed(e);
        }
    }

    private void tell(WebSocketMessage<?> message) {
        try {
            handler.handleMessage(this, message);
        } catch (Exception e) {
            failed(e);
        }
    }

    /// Spring's handlers may throw anything; it counts as an internal error and ends the session.
    private void failed(Exception e) {
        LOG.error("A handler of WebSockets failed", e);
        close(Violation.FAILURE.status());
    }

    @Override
    public void sendFrom(Source frames) {
        source = frames;
    }

    @Override
    public void wake() {
        sender.iterate();
    }

    @Override
    public long unsent() {
        return sender.unsent();
    }

    @Override
    public void abort() {
        wire().abort();
    }

    @Override
    public boolean isOpen() {
        return wire != null && goodbye == null && wire().isOutputOpen();
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        if (goodbye == null) {
            goodbye =
                    new org.eclipse.jetty.websocket.core.CloseStatus(
                            status.getCode(), status.getReason());
            WebSocketWire.endWithin(LAST_WORDS, wire());
        }
        sender.iterate();
    }

    /// Only pings go past the source.
    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (!(message instanceof PingMessage)) {
            throw new UnsupportedOperationException("Messages come from the source");
        }
        wire().sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    public void setTextMessageSizeLimit(int limit) {
        maxMessage = limit;
    }

    @Override
    public int getTextMessageSizeLimit() {
        return maxMessage;
    }

    @Override
    public void setBinaryMessageSizeLimit(int limit) {}

    @Override
    public int getBinaryMessageSizeLimit() {
        return 0;
    }

    @Override
    public String getId() {
        return Integer.toHexString(System.identityHashCode(this));
    }

    @Override
    public @Nullable URI getUri() {
        return null;
    }

    @Override
    public HttpHeaders getHandshakeHeaders() {
        return HttpHeaders.EMPTY;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public @Nullable Principal getPrincipal() {
        return null;
    }

    @Override
    public @Nullable InetSocketAddress getLocalAddress() {
        return wire().getLocalAddress() instanceof InetSocketAddress local ? local : null;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return client instanceof InetSocketAddress remote ? remote : null;
    }

    @Override
    public @Nullable String getAcceptedProtocol() {
        return null;
    }

    @Override
    public List<WebSocketExtension> getExtensions() {
        return List.of();
    }
}

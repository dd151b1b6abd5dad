package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.Upgrades.UpgradeProbe;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.FragmentCount;
import dev.switchboard.adapter.in.socket.websocket.WebSocketWire;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.jspecify.annotations.Nullable;

/// One WebSocket: a session's connection from the start, or one that probes and may become it.
final class WebSocketConnection implements TransportConnection, FrameHandler {

    /// The longest wait for a client's answer to a close frame, whatever else it sends.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Session session;
    private final Arrival arrival;
    private final FrameAssembly assembly;
    private volatile @Nullable WebSocketSender sender;
    private volatile @Nullable CoreSession wire;
    private volatile @Nullable CloseReason ending;
    private volatile @Nullable UpgradeProbe probe;
    private volatile boolean unreadable;

    /// @param unfinished counts the bytes of unfinished messages
    WebSocketConnection(Session session, Arrival arrival, int maxPayload, ByteBudget unfinished) {
        this.session = session;
        this.arrival = arrival;
        this.assembly = new FrameAssembly(maxPayload, unfinished.share());
    }

    /// The session that it carries or tries to carry.
    Session carried() {
        return session;
    }

    /// Called when the WebSocket is open.
    interface Arrival {
        /// @return its probe; null if it carries the session from the start
        @Nullable UpgradeProbe arrived(WebSocketConnection connection);
    }

    @Override
    public Transport transport() {
        return Transport.WEBSOCKET;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        wire = opened;
        sender = new WebSocketSender(session, this, opened);
        callback.succeeded();
        probe = arrival.arrived(this);
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame, callback);
            case OpCode.PING -> pong(frame, callback);
            case OpCode.CLOSE -> {
                ending = ending == null ? CloseReason.CLIENT : ending;
                callback.succeeded();
            }
            default -> {
                callback.succeeded();
                demand();
            }
        }
    }

    /// Data after the end is ignored.
    private void data(Frame frame, Callback callback) {
        if (ending != null) {
            callback.succeeded();
            demand();
            return;
        }
        EnginePacket packet = assembly.add(frame);
        callback.succeeded();
        CompletionStage<?> taken = packet == null ? SerialDispatcher.DONE : received(packet);
        if (taken.toCompletableFuture().isDone()) {
            demand();
        } else {
            taken.whenComplete((_, _) -> demand());
        }
    }

    private CompletionStage<?> received(EnginePacket packet) {
        unreadable = packet == EnginePacket.Signal.UNREADABLE;
        UpgradeProbe now = probe;
        if (now == null) {
            return session.received(packet);
        }
        if (now.received(packet)) {
            probe = null;
        }
        return SerialDispatcher.DONE;
    }

    /// The next frame is read only after the pong was sent, so pongs cannot pile up.
    private void pong(Frame ping, Callback callback) {
        Frame answer = new Frame(OpCode.PONG, ping.getPayload());
        CoreSession to = wire;
        if (to != null) {
            to.sendFrame(answer, Callback.from(callback, Callback.from(this::demand)), false);
        }
    }

    private void demand() {
        CoreSession from = wire;
        if (from != null) {
            from.demand();
        }
    }

    @Override
    public void wake() {
        WebSocketSender now = sender;
        if (now != null) {
            now.iterate();
        }
    }

    @Override
    public long unsent() {
        WebSocketSender now = sender;
        return now == null ? 0 : now.unsent();
    }

    /// Sends one packet past the queue; only used by probes.
    void say(EngineMessage packet) {
        CoreSession to = wire;
        if (to != null) {
            to.sendFrame(new Frame(OpCode.TEXT, packet.buffer()), Callback.NOOP, false);
        }
    }

    private void close(CloseReason reason) {
        UpgradeProbe now = probe;
        if (now == null) {
            session.close(reason);
        } else {
            now.dismiss(reason);
        }
    }

    @Override
    public void finish(CloseReason reason) {
        ending = reason;
        CoreSession to = wire;
        WebSocketSender last = sender;
        if (to == null || last == null) {
            return;
        }
        if (reason == CloseReason.SLOW || reason == CloseReason.TRANSPORT) {
            to.abort();
            return;
        }
        WebSocketWire.endWithin(LAST_WORDS, to);
        last.finish(reason.bidsReturn() ? to::abort : () -> goodbye(to, reason));
    }

    private void goodbye(CoreSession to, CloseReason reason) {
        int code = unreadable ? CloseStatus.BAD_PAYLOAD : code(reason);
        to.close(new CloseStatus(code), Callback.NOOP);
    }

    private static int code(CloseReason reason) {
        return switch (reason) {
            case CLIENT, NOT_CONNECTED, REPLACED, SERVER, DRAIN, PING_TIMEOUT, TRANSPORT ->
                    CloseStatus.NORMAL;
            case PROTOCOL -> CloseStatus.PROTOCOL;
            case TOO_LARGE -> CloseStatus.MESSAGE_TOO_LARGE;
            case RATE -> CloseStatus.POLICY_VIOLATION;
            case SLOW -> CloseStatus.TRY_AGAIN_LATER;
        };
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        if (ending == null) {
            ending = reason(cause);
        }
        callback.succeeded();
    }

    private static CloseReason reason(Throwable cause) {
        if (!(cause instanceof CloseException close)) {
            return CloseReason.TRANSPORT;
        }
        return close.getStatusCode() == CloseStatus.MESSAGE_TOO_LARGE
                ? CloseReason.TOO_LARGE
                : CloseReason.PROTOCOL;
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        assembly.end();
        CloseReason reason = ending;
        close(reason == null ? CloseReason.TRANSPORT : reason);
        callback.succeeded();
    }

    /// Joins the fragments of a WebSocket message and reads its packet. Holds memory only between a
    /// message's first and last fragment, and never more than the limit.
    private static final class FrameAssembly {

        private final int maxPayload;
        private final ByteBudget.Share unfinished;
        private @Nullable ByteArrayOutputStream parts;
        private boolean binary;
        private int size;
        private final FragmentCount fragments = new FragmentCount();

        FrameAssembly(int maxPayload, ByteBudget.Share unfinished) {
            this.maxPayload = maxPayload;
            this.unfinished = unfinished;
        }

        /// Drops an unfinished message.
        void end() {
            parts = null;
            unfinished.giveBack();
        }

        /// @return the packet, if this frame completes it or exceeds a limit
        @Nullable EnginePacket add(Frame frame) {
            if (frame.getOpCode() != OpCode.CONTINUATION) {
                binary = frame.getOpCode() == OpCode.BINARY;
                size = 0;
                fragments.begin();
            }
            size += frame.getPayloadLength();
            if (!fragments.add(frame.getPayloadLength()) || size > maxPayload) {
                end();
                return EnginePacket.Signal.TOO_LARGE;
            }
            return parts == null && frame.isFin() ? packet(bytes(frame)) : gather(frame);
        }

        private @Nullable EnginePacket gather(Frame frame) {
            if (!unfinished.take(frame.getPayloadLength())) {
                end();
                return EnginePacket.Signal.UNAFFORDABLE;
            }
            ByteArrayOutputStream gathered = parts == null ? new ByteArrayOutputStream() : parts;
            gathered.writeBytes(bytes(frame));
            parts = gathered;
            if (!frame.isFin()) {
                return null;
            }
            end();
            return packet(gathered.toByteArray());
        }

        private static byte[] bytes(Frame frame) {
            byte[] bytes = new byte[frame.getPayloadLength()];
            if (bytes.length > 0) {
                frame.getPayload().get(bytes);
            }
            return bytes;
        }

        private EnginePacket packet(byte[] bytes) {
            return binary
                    ? new EnginePacket.Binary(ByteBuffer.wrap(bytes))
                    : EnginePacket.text(bytes);
        }
    }
}

package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.domain.session.Offered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session that records offered messages: texts unchanged but without Engine.IO's type, binary
/// messages in hexadecimal digits between angle brackets.
final class FakeSession implements EngineSocket {

    private final List<String> sent = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean bound;
    private @Nullable CloseReason closed;

    @Override
    public String id() {
        return "session";
    }

    @Override
    public Handshake handshake() {
        return new Handshake("192.0.2.1", false, Map.of());
    }

    @Override
    public synchronized Offered offer(List<EngineMessage> messages, Urgency urgency) {
        if (closed != null) {
            return Offered.CLOSED;
        }
        if (urgency != Urgency.FIRST && room < messages.size()) {
            return Offered.FULL;
        }
        room -= messages.size();
        messages.forEach(message -> sent.add(readable(message)));
        return Offered.QUEUED;
    }

    @Override
    public synchronized void close(CloseReason reason) {
        closed = closed == null ? reason : closed;
    }

    @Override
    public synchronized void bound() {
        bound = true;
    }

    /// The messages since the last call.
    synchronized List<String> sent() {
        List<String> news = List.copyOf(sent);
        sent.clear();
        return news;
    }

    synchronized void leaveRoomFor(int messages) {
        room = messages;
    }

    synchronized boolean isBound() {
        return bound;
    }

    synchronized @Nullable CloseReason closed() {
        return closed;
    }

    private static String readable(EngineMessage message) {
        if (message.binary()) {
            return "<" + HexFormat.of().formatHex(message.bytes()) + ">";
        }
        String text = new String(message.bytes(), StandardCharsets.UTF_8);
        if (!text.startsWith("4")) {
            throw new AssertionError("no message: " + text);
        }
        return text.substring(1);
    }
}

package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import java.nio.charset.StandardCharsets;

/// The wire form of an event, for tests of its senders.
public final class EventText {

    private static final PacketWriter WRITER = new PacketWriter("/");

    private EventText() {}

    /// @return `["name",…]`
    public static String of(ServerEvent event) {
        byte[] packet = event.plain(WRITER).getFirst().bytes();
        String text = new String(packet, StandardCharsets.UTF_8);
        return text.substring(text.indexOf('['));
    }
}

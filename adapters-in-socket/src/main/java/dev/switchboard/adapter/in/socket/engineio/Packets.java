package dev.switchboard.adapter.in.socket.engineio;

import java.nio.charset.StandardCharsets;

/// Packets this side sends besides messages. They never change, so they are made once; the open
/// packet differs only in its session id.
final class Packets {

    static final EngineMessage CLOSE = packet("1");
    static final EngineMessage PING = packet("2");
    static final EngineMessage PROBE_ANSWER = packet("3probe");
    static final EngineMessage NOOP = packet("6");

    private Packets() {}

    /// The first packet of a session: its id and what the client must know about this server.
    static EngineMessage open(String id, Transport transport, EngineSettings settings) {
        boolean upgradable =
                transport == Transport.POLLING
                        && settings.transports().contains(Transport.WEBSOCKET);
        return packet(
                "0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                        .formatted(
                                id,
                                upgradable ? "\"websocket\"" : "",
                                settings.timing().pingInterval().toMillis(),
                                settings.timing().pingTimeout().toMillis(),
                                settings.limits().maxPayload()));
    }

    private static EngineMessage packet(String text) {
        return new EngineMessage(text.getBytes(StandardCharsets.US_ASCII), false);
    }
}

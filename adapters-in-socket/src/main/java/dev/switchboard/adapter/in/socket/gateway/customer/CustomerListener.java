package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.engineio.EngineReceiver;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import java.util.Map;

/// Adds the browser's cookie to every handshake.
final class CustomerListener implements EngineListener {

    private final EngineListener sockets;
    private final ResumeCookies cookies;

    CustomerListener(EngineListener sockets, ResumeCookies cookies) {
        this.sockets = sockets;
        this.cookies = cookies;
    }

    @Override
    public Map<String, String> opening(Handshake handshake) {
        return cookies.opening(handshake);
    }

    @Override
    public EngineReceiver opened(EngineSocket socket) {
        return sockets.opened(socket);
    }
}

package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// Passes Spring's events of one endpoint to their connection.
record CtiHandler(CtiEndpoint endpoint, Connections connections) implements WebSocketHandler {

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        connections.open(endpoint, (PulledSession) session);
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
        CtiConnection connection = connections.find(session);
        if (connection == null) {
            return;
        }
        switch (message) {
            case TextMessage text -> connection.received(text.getPayload());
            case PingMessage _ -> connection.pinged();
            default -> connection.heard();
        }
    }

    /// The connection's end is reported as well.
    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {}

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        CtiConnection connection = connections.find(session);
        if (connection != null) {
            connection.gone();
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return false;
    }
}

package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.adapter.in.socket.socketio.SessionRecovery;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.domain.session.SessionKey;
import org.jspecify.annotations.Nullable;

/// Finds clients' sessions in the store. What a client has is known from its acks, so the offset
/// that stock clients send back says nothing more: it only has to be there where they look for it.
final class CustomerRecovery implements SessionRecovery {

    private static final String OFFSET = "0";

    private final ServeClients clients;

    CustomerRecovery(ServeClients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Restored restore(String pid, @Nullable String offset) {
        return clients.recall(keyOf(pid))
                .map(session -> new Restored(session.client().value(), offset, session))
                .orElse(null);
    }

    /// The session itself is stored with its first conversation.
    @Override
    public void save(String pid, ServerSocket socket) {
        socket.attributes(Customer.class).keptAs(keyOf(pid));
    }

    /// Done when the client leaves.
    @Override
    public void forget(String pid, ServerSocket socket) {}

    @Override
    public String position(ServerSocket socket) {
        return OFFSET;
    }

    private static SessionKey keyOf(String pid) {
        return new SessionKey(Sha256.hex(pid));
    }
}

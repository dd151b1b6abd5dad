package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.engineio.EngineReceiver;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.adapter.in.socket.socketio.SessionRecovery;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Assembles namespace `/`.
public final class CustomerNamespace {

    private final Namespace namespace;
    private final ResumeCookies cookies;

    /// @param cookie whether browsers are recognised by a cookie
    public CustomerNamespace(
            List<CustomerEvents> all,
            ServeClients clients,
            FollowConversations conversations,
            RecogniseBrowsers browsers,
            OpenProofs proofs,
            boolean cookie) {
        Systems systems = new Systems(all);
        this.cookies = new ResumeCookies(browsers, cookie);
        CustomerHandshake handshake =
                new CustomerHandshake(conversations, browsers, proofs, cookies, systems);
        this.namespace =
                new Namespace(
                        new CustomerHandler(handshake, clients, conversations, systems, proofs),
                        new CustomerRecovery(clients));
    }

    public Namespace namespace() {
        return namespace;
    }

    /// Wraps a listener so that browsers get their cookie first.
    public EngineListener greeting(EngineListener sockets) {
        return new CustomerListener(sockets, cookies);
    }

    /// Adds the browser's cookie to every handshake.
    private static final class CustomerListener implements EngineListener {

        private final EngineListener sockets;
        private final ResumeCookies cookies;

        CustomerListener(EngineListener sockets, ResumeCookies cookies) {
            this.sockets = sockets;
            this.cookies = cookies;
        }

        @Override
        public Set<String> cookies() {
            return cookies.names();
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

    /// Finds clients' sessions in the store. Acks determine a client's position, so the offset that
    /// standard clients send back adds nothing; it only has to exist where they look for it.
    private static final class CustomerRecovery implements SessionRecovery {

        private static final String OFFSET = "0";

        private final ServeClients clients;

        CustomerRecovery(ServeClients clients) {
            this.clients = clients;
        }

        @Override
        public @Nullable Restored restore(String pid, @Nullable String offset) {
            return clients.recall(SessionKey.of(pid))
                    .map(session -> new Restored(session.client().value(), offset, session))
                    .orElse(null);
        }

        /// The session itself is stored with its first conversation.
        @Override
        public void save(String pid, NamespaceSocket socket) {
            socket.attributes(Customer.class).keptAs(SessionKey.of(pid));
        }

        /// Nothing to do: the client's leaving forgets the session.
        @Override
        public void forget(String pid, NamespaceSocket socket) {}

        @Override
        public String position(NamespaceSocket socket) {
            return OFFSET;
        }
    }
}

package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.port.in.session.ServeClients.Arrival;
import dev.switchboard.application.port.in.session.ServeClients.Leaving;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Admits customers, passes their events to their system, and ends their connections.
final class CustomerHandler implements NamespaceHandler {

    private final CustomerHandshake handshake;
    private final ServeClients clients;
    private final FollowConversations conversations;
    private final Systems systems;
    private final OpenProofs proofs;

    CustomerHandler(
            CustomerHandshake handshake,
            ServeClients clients,
            FollowConversations conversations,
            Systems systems,
            OpenProofs proofs) {
        this.handshake = handshake;
        this.clients = clients;
        this.conversations = conversations;
        this.systems = systems;
        this.proofs = proofs;
    }

    @Override
    public ConnectDecision connect(ConnectRequest request) {
        return handshake.judge(request);
    }

    @Override
    public void connected(NamespaceSocket socket, boolean recovered) {
        Customer customer = socket.attributes(Customer.class);
        ClientId id = new ClientId(socket.id());
        CustomerLine line = new CustomerLine(socket, systems, conversations);
        customer.arrived(id, line);
        socket.emit(greeting(customer));
        clients.arrive(
                new Arrival(
                        id,
                        customer.who(),
                        customer.session(),
                        recovered ? customer.continued() : null,
                        cursors(customer),
                        line));
        for (RequestedBinding binding : customer.requestedBindings()) {
            conversations.bind(id, binding.conversation(), binding.cursor());
        }
        customer.keepProofs(
                proof -> proofs.hold(customer, proof, () -> socket.close(CloseReason.SERVER)));
    }

    private static Map<ConversationId, Long> cursors(Customer customer) {
        Map<ConversationId, Long> cursors = new HashMap<>();
        for (RequestedBinding binding : customer.requestedBindings()) {
            Long cursor = binding.cursor();
            if (cursor != null) {
                cursors.putIfAbsent(binding.conversation(), cursor);
            }
        }
        return cursors;
    }

    /// Sent to every client of any system.
    private static ServerEvent greeting(Customer customer) {
        ObjectNode greeting =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("success", true)
                        .put("message", "Socket.IO connection established")
                        .put("clientId", customer.id().value())
                        .put("socketId", customer.id().value());
        Secret resumeToken = customer.resumeToken();
        if (resumeToken != null) {
            greeting.put("resumeToken", resumeToken.reveal());
        }
        return ServerEvent.of("connected", greeting);
    }

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        Optional<CustomerEvents> system = systems.taking(name);
        system.ifPresent(events ->
                events.event(
                        socket,
                        socket.attributes(Customer.class),
                        new CustomerEvents.Event(name, args, reply)));
        return system.isPresent() ? Handled.KNOWN : Handled.UNKNOWN;
    }

    @Override
    public void drained(NamespaceSocket socket) {
        clients.drained(new ClientId(socket.id()));
    }

    @Override
    public void disconnected(NamespaceSocket socket, DisconnectReason reason) {
        Customer customer = socket.attributes(Customer.class);
        proofs.release(customer);
        if (customer.line() != null) {
            clients.leave(
                    customer.id(),
                    customer.line(),
                    reason.recoverable() ? Leaving.FOR_NOW : Leaving.FOR_GOOD);
        }
    }

    /// The line to one socket: it sends messages in the form of the conversation's system, and
    /// receives the client's acks.
    static final class CustomerLine implements ClientLine {

        /// A late ack counts as much as a timely one; the feed decides when to push again.
        private static final Duration ACK_LIFE = Duration.ofHours(1);

        private final NamespaceSocket socket;
        private final Systems systems;
        private final FollowConversations conversations;
        private final ClientId id;

        CustomerLine(NamespaceSocket socket, Systems systems, FollowConversations conversations) {
            this.socket = socket;
            this.systems = systems;
            this.conversations = conversations;
            this.id = new ClientId(socket.id());
        }

        @Override
        public Offered push(Message message, boolean redelivered) {
            ConversationId conversation = message.conversation();
            long seq = message.seq();
            CustomerEvents system = systems.of(conversation);
            // what waits for the ack must not hold the message, which may be large
            return socket.emit(
                    system.outbound(message, redelivered),
                    ACK_LIFE,
                    args -> {
                        if (system.confirms(args)) {
                            conversations.acknowledge(id, conversation, seq);
                        }
                    });
        }

        @Override
        public void tell(ClientEvent event) {
            systems.of(event.conversation()).tell(socket, event);
        }

        @Override
        public void replaced() {
            socket.close(CloseReason.REPLACED);
        }

        @Override
        public void tooSlow() {
            socket.close(CloseReason.SLOW);
        }
    }
}

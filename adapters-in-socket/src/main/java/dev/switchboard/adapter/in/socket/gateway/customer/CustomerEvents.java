package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The events of one external system in the namespace of customers: those that its clients send,
/// and those by which they receive its conversations. One package per system; the packages are
/// independent.
public interface CustomerEvents {

    /// The origin of its conversations.
    String origin();

    /// The names of the events that it handles.
    Set<String> names();

    /// Returns the conversations that a connecting client asks for.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException if they cannot be read
    List<RequestedBinding> requestedBindings(ObjectNode auth);

    /// Returns the reason to refuse a connecting client regardless of its identity; null if there
    /// is none.
    ///
    /// @param auth the client's connect data, whose [#requestedBindings] were readable
    default @Nullable String refusal(ObjectNode auth) {
        return null;
    }

    /// A client was admitted.
    ///
    /// @param auth the client's connect data
    default void welcome(Customer customer, ObjectNode auth) {}

    /// A client sent one of the [#names].
    void event(NamespaceSocket socket, Customer customer, Event event);

    /// Returns the event that carries a message to the system's clients.
    ServerEvent outbound(Message message, boolean redelivered);

    /// Whether a client's ack of an [#outbound] event says that the client has the message.
    default boolean confirms(List<JsonNode> args) {
        return true;
    }

    /// Sends an event, which is never repeated, if the system has an event for it.
    void tell(NamespaceSocket socket, ClientEvent event);

    /// @param reply answers the client's ack; null if it asked for none
    record Event(String name, List<JsonNode> args, @Nullable Reply reply) {

        /// Answers the ack if the client asked for one.
        public void answer(JsonNode value) {
            if (reply != null) {
                reply.send(value);
            }
        }

        /// Returns the first argument, or null.
        public @Nullable JsonNode first() {
            return args.isEmpty() ? null : args.getFirst();
        }
    }
}

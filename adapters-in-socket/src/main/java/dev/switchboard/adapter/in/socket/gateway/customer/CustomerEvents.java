package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The events of one outside system in the namespace of customers: what its clients send, and how
/// they are told of its conversations. One package per system; none knows another.
public interface CustomerEvents {

    /// The origin of its conversations.
    String origin();

    /// The names of the events that it takes.
    Set<String> names();

    /// What a connecting client asks of this system.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException if that cannot be read
    List<RequestedBinding> wishes(ObjectNode auth);

    /// Why a connecting client is not let in, whoever it is; null if nothing speaks against it.
    ///
    /// @param auth what it connected with, of which the [#wishes] could be read
    default @Nullable String refusal(ObjectNode auth) {
        return null;
    }

    /// A client was let in.
    ///
    /// @param auth what it connected with
    default void welcome(Customer customer, ObjectNode auth) {}

    /// A client sent one of the [#names].
    void event(ServerSocket socket, Customer customer, Event event);

    /// How a message of its conversations is sent to its clients.
    Outbound outbound(Message message, boolean redelivered);

    /// Tells a client something that is never repeated, if the system has words for it.
    void tell(ServerSocket socket, Notice notice);

    /// @param reply answers the client's ack, or null if it asked for none
    record Event(String name, List<JsonNode> args, @Nullable Reply reply) {

        /// Answers the ack if the client asked for one.
        public void answer(JsonNode value) {
            if (reply != null) {
                reply.send(value);
            }
        }

        /// The first argument, or null if there is none.
        public @Nullable JsonNode first() {
            return args.isEmpty() ? null : args.getFirst();
        }
    }
}

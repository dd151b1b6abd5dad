package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.in.session.ClientLine.Pushed;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;

/// The way to one socket: finds the words of the conversation's system, and hears the client's
/// acks.
final class CustomerLine implements ClientLine {

    /// A late ack counts as well as a punctual one: pushing again is not the socket's business.
    private static final Duration ACK_LIFE = Duration.ofHours(1);

    private final ServerSocket socket;
    private final Systems systems;
    private final FollowConversations conversations;
    private final ClientId id;

    CustomerLine(ServerSocket socket, Systems systems, FollowConversations conversations) {
        this.socket = socket;
        this.systems = systems;
        this.conversations = conversations;
        this.id = new ClientId(socket.id());
    }

    @Override
    public Pushed push(Message message, boolean redelivered) {
        ConversationId conversation = message.conversation();
        long seq = message.seq();
        Outbound outbound = systems.of(conversation).outbound(message, redelivered);
        return switch (socket.emit(
                outbound.event(),
                ACK_LIFE,
                args -> {
                    if (outbound.confirmedBy().test(args)) {
                        conversations.acknowledge(id, conversation, seq);
                    }
                })) {
            case QUEUED -> Pushed.SENT;
            case FULL -> Pushed.FULL;
            case CLOSED -> Pushed.GONE;
        };
    }

    @Override
    public void tell(Notice notice) {
        ConversationId conversation =
                switch (notice) {
                    case Notice.Settled(var message, _) -> message.conversation();
                    case Notice.Slow(var message) -> message.conversation();
                    case Notice.Fleeting(var about, _) -> about;
                };
        systems.of(conversation).tell(socket, notice);
    }

    @Override
    public void replaced() {
        socket.close(CloseReason.REPLACED);
    }
}

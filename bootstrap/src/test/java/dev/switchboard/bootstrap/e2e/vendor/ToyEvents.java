package dev.switchboard.bootstrap.e2e.vendor;

import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.adapter.in.socket.socketio.Argument;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `toyMessage` from its clients, `toyReply` and `toyRefused` to them.
final class ToyEvents implements CustomerEvents {

    private static final String MESSAGE = "toyMessage";

    private final SendUserMessage sending;

    ToyEvents(SendUserMessage sending) {
        this.sending = sending;
    }

    @Override
    public String origin() {
        return ToyDeskConfiguration.NAME;
    }

    @Override
    public Set<String> names() {
        return Set.of(MESSAGE);
    }

    @Override
    public List<RequestedBinding> requestedBindings(ObjectNode auth) {
        return List.of();
    }

    @Override
    public void event(NamespaceSocket socket, Customer customer, Event event) {
        JsonNode said = event.first();
        if (said == null) {
            event.answer(ok(false));
            return;
        }
        Result result =
                sending.send(
                        new Command(
                                conversation(said),
                                customer.who(),
                                null,
                                false,
                                customer.id(),
                                new Content(said.toString()),
                                ToyDeskConfiguration.DESK,
                                said.path("id").asString(""),
                                said.toString(),
                                Purpose.SAY,
                                Duration.ZERO));
        event.answer(ok(result instanceof Result.Journaled));
    }

    private static ConversationId conversation(JsonNode said) {
        return ConversationId.of(ToyDeskConfiguration.NAME, said.path("conversation").asString(""));
    }

    private static ObjectNode ok(boolean ok) {
        return JsonNodeFactory.instance.objectNode().put("ok", ok);
    }

    @Override
    public ServerEvent outbound(Message message, boolean redelivered) {
        String text = message.content().text();
        return ServerEvent.of("toyReply", List.of(Argument.json(text)));
    }

    @Override
    public void tell(NamespaceSocket socket, ClientEvent event) {
        if (event instanceof ClientEvent.Settled(_, Delivery.Parked _)) {
            socket.emit(ServerEvent.of("toyRefused", ok(false)));
        }
    }
}

package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.socket.gateway.customer.Outbound;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The events of Netomi's pages: `authenticate`, `ping`, `webhook_update` and `message_status`.
public final class NetomiEvents implements CustomerEvents {

    static final String ORIGIN = "netomi";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Authentication authentication;
    private final AgentRenderer agents;
    private final Clock clock;

    public NetomiEvents(Authentication authentication, AgentRenderer agents, Clock clock) {
        this.authentication = authentication;
        this.agents = agents;
        this.clock = clock;
    }

    @Override
    public String origin() {
        return ORIGIN;
    }

    @Override
    public Set<String> names() {
        return Set.of("authenticate", "ping");
    }

    @Override
    public List<RequestedBinding> wishes(ObjectNode auth) {
        return RequestedBindings.in(auth);
    }

    @Override
    public void event(ServerSocket socket, Customer customer, Event event) {
        if (event.name().equals("ping")) {
            socket.emit(ServerEvent.of("pong", object().put("timestamp", clock.millis())));
            event.answer(object().put("ok", true));
            return;
        }
        ObjectNode outcome = authentication.authenticate(customer, event.first());
        socket.emit(ServerEvent.of("authenticated", outcome));
        event.answer(outcome);
    }

    @Override
    public Outbound outbound(Message message, boolean redelivered) {
        return new Outbound(
                WebhookUpdate.of(message, agents.in(message), redelivered, clock.millis()),
                NetomiEvents::confirms);
    }

    /// Any ack confirms the update, unless it says that the update was not taken.
    private static boolean confirms(List<JsonNode> args) {
        JsonNode ok = args.isEmpty() ? null : args.getFirst().get("ok");
        return ok == null || !ok.isBoolean() || ok.booleanValue();
    }

    @Override
    public void tell(ServerSocket socket, Notice notice) {
        switch (notice) {
            case Notice.Settled(var message, var delivery) ->
                    socket.emit(
                            ServerEvent.of(
                                    "message_status",
                                    object().put(
                                                    "conversationId",
                                                    message.conversation().externalId())
                                            .put("messageId", userMessageId(message))
                                            .put("status", status(delivery))
                                            .put("seq", message.seq())));
            case Notice.Slow _, Notice.Fleeting _ -> {}
        }
    }

    private static String status(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Delivered _, Delivery.Answered _ -> "accepted";
            case Delivery.Parked _, Delivery.Discarded _, Delivery.Pending _ -> "failed";
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Returns the id that a page gave its message.
    private static String userMessageId(Message message) {
        String text = message.content().text();
        return JSON.readTree(text).path("messagePayload").path("messageId").asString("");
    }
}

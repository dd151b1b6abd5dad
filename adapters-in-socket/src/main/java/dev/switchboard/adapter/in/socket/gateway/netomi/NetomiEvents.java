package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer.AgentText;
import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.adapter.in.socket.socketio.Argument;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;
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
    public List<RequestedBinding> requestedBindings(ObjectNode auth) {
        return RequestedBindings.in(auth);
    }

    @Override
    public void event(NamespaceSocket socket, Customer customer, Event event) {
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
    public ServerEvent outbound(Message message, boolean redelivered) {
        return WebhookUpdate.of(message, agents.in(message), redelivered, clock.millis());
    }

    /// Any ack confirms the update, unless it says that the update was not taken.
    @Override
    public boolean confirms(List<JsonNode> args) {
        JsonNode ok = args.isEmpty() ? null : args.getFirst().get("ok");
        return ok == null || !ok.isBoolean() || ok.booleanValue();
    }

    @Override
    public void tell(NamespaceSocket socket, ClientEvent event) {
        switch (event) {
            case ClientEvent.Settled(var message, var delivery) ->
                    socket.emit(
                            ServerEvent.of(
                                    "message_status",
                                    object().put(
                                                    "conversationId",
                                                    message.conversation().externalId())
                                            .put("messageId", userMessageId(message))
                                            .put("status", status(delivery))
                                            .put("seq", message.seq())));
            case ClientEvent.Slow _, ClientEvent.Ephemeral _ -> {}
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

    /// The event that brings an answer to its pages. A bot's answer is sent as it was journaled,
    /// character by character. An agent's answer is sent in the form of a bot's, because standard
    /// pages know no other.
    private static final class WebhookUpdate {

        private WebhookUpdate() {}

        /// @param words the rendered message if one of the hub's agents wrote it, else null
        /// @param now in milliseconds since the epoch
        static ServerEvent of(
                Message message, @Nullable AgentText words, boolean redelivered, long now) {
            String content = words == null ? journaled(message) : answer(message, words).toString();
            StringBuilder text = new StringBuilder(content.length() + 300);
            text.append("{\"type\":\"webhook_update\",\"message\":").append(content);
            text.append(",\"timestamp\":").append(now);
            text.append(",\"deliveryId\":\"").append(deliveryId(message.id()));
            text.append("\",\"conversationId\":\"");
            text.append(
                    JsonStringEncoder.getInstance()
                            .quoteAsCharArray(message.conversation().externalId()));
            text.append("\",\"seq\":").append(message.seq());
            text.append(",\"redelivered\":").append(redelivered).append('}');
            return ServerEvent.of("webhook_update", List.of(Argument.json(text.toString())));
        }

        private static String journaled(Message message) {
            return message.content().text();
        }

        private static ObjectNode answer(Message message, AgentText words) {
            long at = message.at().toEpochMilli();
            ObjectNode update = JsonNodeFactory.instance.objectNode().put("timestamp", at);
            ObjectNode data = update.putObject("data");
            data.put("requestId", message.id().value())
                    .put("timestamp", at)
                    .put("ownerType", "AGENT")
                    .put("triggerType", "RESPONSE");
            data.putObject("requestPayload")
                    .put("conversationId", message.conversation().externalId());
            data.putObject("customFields").put("CHUNK_INDEX", "9").put("CHUNK_STATUS", "SUCCESS");
            ObjectNode part = data.putArray("attachments").addObject();
            part.put("type", "ai.msg.domain.responses.core.Text")
                    .putObject("attachment")
                    .put("type", "TEXT")
                    .put("id", words.id())
                    .put("text", words.text())
                    .put("timestamp", at)
                    .put("attachmentResponseType", "ANSWER_AI_RESPONSE")
                    .putArray("properties")
                    .addObject()
                    .put("name", "AGGREGATED_CHUNKS_RESPONSE")
                    .put("value", "true");
            update.putObject("headers");
            return update.put("source", "webhook_endpoint");
        }

        /// Returns the message's own id as a UUID; the same each time it is sent.
        private static String deliveryId(MessageId id) {
            String digits = id.value().substring("msg_".length());
            return digits.substring(0, 8)
                    + "-"
                    + digits.substring(8, 12)
                    + "-"
                    + digits.substring(12, 16)
                    + "-"
                    + digits.substring(16, 20)
                    + "-"
                    + digits.substring(20);
        }
    }
}

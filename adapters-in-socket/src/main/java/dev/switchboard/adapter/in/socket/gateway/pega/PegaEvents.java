package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.Cursor;
import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.adapter.in.socket.socketio.AckCallback;
import dev.switchboard.adapter.in.socket.socketio.Argument;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The events of Pega's clients: `clientMessage`, `serverMessage` and `serverError`.
public final class PegaEvents implements CustomerEvents {

    private static final Pattern CONNECTION = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final AckCallback NOBODY_LISTENS = _ -> {};
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final ClientMessages messages;
    private final AgentRenderer agents;

    public PegaEvents(ClientMessages messages, AgentRenderer agents) {
        this.messages = messages;
        this.agents = agents;
    }

    @Override
    public String origin() {
        return PegaAddress.ORIGIN;
    }

    @Override
    public Set<String> names() {
        return Set.of("clientMessage", "serverMessage");
    }

    @Override
    public List<RequestedBinding> requestedBindings(ObjectNode auth) {
        return requestedIn(auth);
    }

    /// The desk's connections are not disclosed: an unknown connection gets the same answer as a
    /// customer who belongs to another client.
    @Override
    public @Nullable String refusal(ObjectNode auth) {
        boolean unknown =
                auth.hasNonNull("connection")
                        && !messages.reaches(PegaAddress.desk(connection(auth)));
        return unknown ? ServerError.FOREIGN.text() : null;
    }

    @Override
    public void welcome(Customer customer, ObjectNode auth) {
        messages.welcome(customer, connection(auth));
    }

    @Override
    public void event(NamespaceSocket socket, Customer customer, Event event) {
        if (event.name().equals("clientMessage")) {
            messages.take(socket, customer, event);
        } else {
            echo(socket, event);
        }
    }

    /// A client that emits `serverMessage` gets it back, and no other client does.
    private static void echo(NamespaceSocket socket, Event event) {
        List<Argument> same = event.args().stream().map(Argument::of).toList();
        socket.emit(ServerEvent.of("serverMessage", same), A_MOMENT, NOBODY_LISTENS);
        event.answer(ClientMessageReader.object().put("ok", true));
    }

    @Override
    public ServerEvent outbound(Message message, boolean redelivered) {
        AgentRenderer.AgentText words = agents.in(message);
        return words == null ? serverMessage(message.content()) : said(message, words);
    }

    /// An agent's message in the form of the desk's own.
    private static ServerEvent said(Message message, AgentRenderer.AgentText words) {
        ObjectNode said =
                ClientMessageReader.object()
                        .put("type", "text")
                        .put("customer_id", PegaAddress.customerOf(message.conversation()))
                        .put("message_id", words.id())
                        .put("csr_name", words.agent());
        said.putArray("text").add(words.text());
        return ServerEvent.of("serverMessage", said);
    }

    /// The desk's message, character by character.
    private static ServerEvent serverMessage(Content content) {
        String text = content.text();
        return ServerEvent.of("serverMessage", List.of(Argument.json(text)));
    }

    @Override
    public void tell(NamespaceSocket socket, ClientEvent event) {
        switch (event) {
            case ClientEvent.Settled(_, var delivery) -> tellIfGivenUp(socket, delivery);
            case ClientEvent.Slow _ -> ServerError.NOT_FORWARDED.tell(socket);
            case ClientEvent.Ephemeral(_, var content) ->
                    socket.emit(serverMessage(content), A_MOMENT, NOBODY_LISTENS);
        }
    }

    private static void tellIfGivenUp(NamespaceSocket socket, Delivery delivery) {
        if (delivery instanceof Delivery.Parked) {
            ServerError.NOT_FORWARDED.tell(socket);
        }
    }

    /// Returns the customer that a client names when it connects: `customer_id` with `cursor`, on
    /// the desk's `connection`.
    private static List<RequestedBinding> requestedIn(ObjectNode auth) {
        String connection = connection(auth);
        JsonNode id = auth.get("customer_id");
        if (id == null || id.isNull() || id.asString("").isEmpty()) {
            return List.of();
        }
        @Nullable String customer = PegaAddress.customerId(id);
        if (customer == null) {
            throw new InvalidValueException("customer_id", Reason.INVALID);
        }
        return List.of(
                new RequestedBinding(
                        PegaAddress.conversation(connection, customer),
                        Cursor.of(auth.get("cursor")),
                        ServerError.FOREIGN.text()));
    }

    private static String connection(ObjectNode auth) {
        JsonNode connection = auth.get("connection");
        if (connection == null || connection.isNull()) {
            return PegaAddress.DEFAULT_CONNECTION;
        }
        if (!connection.isString() || !CONNECTION.matcher(connection.stringValue()).matches()) {
            throw new InvalidValueException("connection", Reason.INVALID);
        }
        return connection.stringValue();
    }
}

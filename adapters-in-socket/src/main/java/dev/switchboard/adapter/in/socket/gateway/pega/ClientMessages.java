package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.customer.Customer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents.Event;
import dev.switchboard.adapter.in.socket.gateway.pega.ClientMessage.IdentifiedMessage;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents.UserEvent;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// Handles `clientMessage`: validates it, has it journaled, and answers the client's ack.
public final class ClientMessages {

    private final SendUserMessage sending;
    private final RelayEphemeralEvents ephemeral;
    private final FollowConversations conversations;
    private final WatchExternalDesks desks;
    private final Ids ids;
    private final Clock clock;

    public ClientMessages(
            SendUserMessage sending,
            RelayEphemeralEvents ephemeral,
            FollowConversations conversations,
            WatchExternalDesks desks,
            Ids ids,
            Clock clock) {
        this.sending = sending;
        this.ephemeral = ephemeral;
        this.conversations = conversations;
        this.desks = desks;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether the desk has such a connection.
    boolean reaches(Target desk) {
        return desks.connected(desk);
    }

    void take(NamespaceSocket socket, Customer customer, Event event) {
        PegaClient client = clientOf(customer, PegaAddress.DEFAULT_CONNECTION);
        ClientMessageAnswers answers = new ClientMessageAnswers(socket, event);
        Instant now = clock.instant();
        if (!client.maySend(now)) {
            answers.tooMany(client.mayComplain(now));
            return;
        }
        try {
            take(
                    IdentifiedMessage.of(ClientMessageReader.read(event.first()), client, ids),
                    customer,
                    client,
                    answers);
        } catch (InvalidValueException e) {
            answers.invalid(e.field());
        } catch (StoreUnavailableException _) {
            answers.refused(ServerError.UNAVAILABLE);
        }
    }

    /// @param connection the desk's connection that the client uses
    void welcome(Customer customer, String connection) {
        clientOf(customer, connection);
    }

    private static PegaClient clientOf(Customer customer, String connection) {
        return customer.dataOf(
                PegaClient.class, () -> new PegaClient(connection, customer.continued()));
    }

    private void take(
            IdentifiedMessage message,
            Customer customer,
            PegaClient client,
            ClientMessageAnswers answers) {
        if (!reaches(PegaAddress.desk(client.connection()))) {
            answers.refused(ServerError.UNAVAILABLE);
            return;
        }
        ConversationId conversation =
                PegaAddress.conversation(client.connection(), message.customerId());
        if (isForeignAnonymous(message, customer, client, conversation)) {
            answers.refused(ServerError.FOREIGN);
            return;
        }
        if (message.type().equals(ClientMessage.TYPING)) {
            UserEvent typing =
                    new UserEvent(
                            conversation,
                            customer.id(),
                            message.content(),
                            PegaAddress.desk(client.connection()));
            if (ephemeral.fromUser(typing)) {
                answers.typing();
            } else {
                answers.refused(ServerError.FOREIGN);
            }
            return;
        }
        answer(
                message,
                sending.send(command(message, conversation, customer, client)),
                customer,
                answers);
    }

    /// An anonymous id is accepted only from the connection that got it, or with a proof.
    private boolean isForeignAnonymous(
            IdentifiedMessage message,
            Customer customer,
            PegaClient client,
            ConversationId conversation) {
        return PegaAddress.isAnonymous(message.customerId())
                && !client.isAnonymousAs(message.customerId())
                && !conversations.owns(customer.who(), conversation);
    }

    private static Command command(
            IdentifiedMessage message,
            ConversationId conversation,
            Customer customer,
            PegaClient client) {
        Content content = message.content();
        return new Command(
                conversation,
                customer.who(),
                null,
                false,
                customer.id(),
                content,
                PegaAddress.desk(client.connection()),
                message.messageId(),
                message.generated() ? "" : Sha256.hex(content.text()),
                message.type().equals(ClientMessage.END) ? Purpose.END : Purpose.SAY,
                Duration.ZERO);
    }

    private static void answer(
            IdentifiedMessage message,
            Result result,
            Customer customer,
            ClientMessageAnswers answers) {
        switch (result) {
            case Result.Journaled journaled ->
                    answers.accepted(
                            acceptance(message, journaled.seq(), customer), journaled.replayed());
            case Result.NothingToEnd(long seq) ->
                    answers.accepted(acceptance(message, seq, customer), false);
            case Result.NotYours _ -> answers.refused(ServerError.FOREIGN);
            case Result.KeyReused _ -> answers.messageIdUsed();
            case Result.TooManyPending _ -> answers.refused(ServerError.UNAVAILABLE);
        }
    }

    private static ObjectNode acceptance(IdentifiedMessage message, long seq, Customer customer) {
        ObjectNode acceptance =
                ClientMessageReader.object()
                        .put("ok", true)
                        .put("seq", seq)
                        .set("customer_id", message.customerIdAsSent())
                        .asObject();
        acceptance.set("message_id", message.messageIdAsSent());
        if (customer.resumeToken() != null) {
            acceptance.put("resumeToken", customer.resumeToken().reveal());
        }
        return acceptance;
    }

    /// The answers to a `clientMessage`: an ack if the client asked for one, and `serverError` for
    /// every refusal.
    private record ClientMessageAnswers(NamespaceSocket socket, Event event) {

        void accepted(ObjectNode acceptance, boolean duplicate) {
            if (duplicate) {
                acceptance.put("duplicate", true);
            }
            event.answer(acceptance);
        }

        void typing() {
            event.answer(ClientMessageReader.object().put("ok", true));
        }

        void invalid(String field) {
            refuse("Invalid message: " + field);
            ServerError.INVALID.tell(socket);
        }

        void refused(ServerError error) {
            refuse(error.text());
            error.tell(socket);
        }

        void messageIdUsed() {
            refuse("message_id already used");
            ServerError.INVALID.tell(socket);
        }

        /// @param aloud whether the client gets an event as well
        void tooMany(boolean aloud) {
            refuse("Too many messages");
            if (aloud) {
                ServerError.INVALID.tell(socket);
            }
        }

        private void refuse(String error) {
            event.answer(ClientMessageReader.object().put("ok", false).put("error", error));
        }
    }
}

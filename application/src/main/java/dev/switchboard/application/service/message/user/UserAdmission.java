package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.RelayEphemeralEvents.UserEvent;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Admits writers to a conversation: its owner, or one who claims it by writing. Binds the
/// connection that the request names, so that it receives the replies. The claim is durable before
/// anything is sent.
final class UserAdmission {

    private final Ownership ownership;
    private final LiveClients clients;
    private final ClientConnections connections;
    private final PendingCounts pending;
    private final int maxPending;
    private final HandoffCache handoffs;

    /// @param maxPending the greatest number of messages that may wait for one bot or desk, so that
    ///   its outage cannot fill the disk
    UserAdmission(
            Ownership ownership,
            LiveClients clients,
            ClientConnections connections,
            PendingCounts pending,
            int maxPending,
            HandoffCache handoffs) {
        this.ownership = ownership;
        this.clients = clients;
        this.connections = connections;
        this.pending = pending;
        this.maxPending = maxPending;
        this.handoffs = handoffs;
    }

    enum Admitted {
        ADMITTED,
        /// The sender can claim the conversation by [#claim].
        BY_CLAIM,
        FOREIGN
    }

    Admitted admit(Command command) {
        if (command.trusted()) {
            vouch(command);
            return bound(command);
        }
        return switch (standing(command)) {
            case Standing.Own _ -> bound(command);
            case Standing.Free _ -> Admitted.BY_CLAIM;
            case Standing.Foreign _ ->
                    ownership.mayTakeOver(command.conversation())
                            ? Admitted.BY_CLAIM
                            : Admitted.FOREIGN;
        };
    }

    /// A service may write to any conversation, and the user that it names counts as proven. If it
    /// names none, it passes on a browser's message.
    private void vouch(Command command) {
        String name = command.claimFor();
        EndUser sender = sender(command);
        if (name == null) {
            ownership.claimByWriting(command.conversation(), sender);
        } else {
            ownership.vouch(command.conversation(), new EndUser(sender.browser(), name));
        }
    }

    /// Judges by everything that is known of the sender; the request's own proofs alone are enough.
    private Standing standing(Command command) {
        EndUser sender = sender(command);
        Standing standing = ownership.standing(command.conversation(), sender);
        return standing instanceof Standing.Foreign && !sender.equals(command.who())
                ? ownership.standing(command.conversation(), command.who())
                : standing;
    }

    /// Claims a conversation for a sender who is about to write the first message there.
    Admitted claim(Command command) {
        ConversationId conversation = command.conversation();
        if (standing(command) instanceof Standing.Foreign && ownership.mayTakeOver(conversation)) {
            // all bindings end with the claim, so the previous owner gets nothing more
            connections.release(conversation);
        }
        return ownership.claimByWriting(conversation, sender(command)) instanceof Standing.Own
                ? bound(command)
                : Admitted.FOREIGN;
    }

    private Admitted bound(Command command) {
        ClientId client = command.client();
        if (client != null) {
            var _ = connections.bind(client, command.who(), command.conversation());
        }
        return Admitted.ADMITTED;
    }

    /// A sender with a request and a live connection has the proofs of both.
    private EndUser sender(Command command) {
        return connected(command.client()).completedBy(command.who());
    }

    private EndUser connected(@Nullable ClientId client) {
        return client == null ? EndUser.NOBODY : clients.who(client).orElse(EndUser.NOBODY);
    }

    /// Whether too much waits for the target that answers. Messages to an agent do not count for
    /// the bot.
    boolean isFull(Command command) {
        Target target = command.target();
        return !pending.hasRoom(target, maxPending)
                && handoffs.answering(command.conversation(), target).equals(target);
    }

    Standing standing(UserEvent event) {
        ConversationId conversation = event.conversation();
        EndUser sender = clients.who(event.client(), conversation).orElse(EndUser.NOBODY);
        return ownership.standing(conversation, sender);
    }

    boolean mayTakeOver(ConversationId conversation) {
        return ownership.mayTakeOver(conversation);
    }

    void release(ConversationId conversation) {
        connections.release(conversation);
    }
}

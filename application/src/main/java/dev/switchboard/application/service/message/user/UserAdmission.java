package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.RelayEphemeralEvents.Hint;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.service.delivery.PendingLimit;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Lets only those write to a conversation whose own it is, or who claim it by writing, and binds
/// the connection they name, so that it receives what comes back. The claim is durable before
/// anything is sent.
final class UserAdmission {

    private final Ownership ownership;
    private final LiveClients clients;
    private final ServeClients serving;
    private final FollowConversations following;
    private final PendingLimit limit;
    private final HandoffCache handoffs;

    UserAdmission(
            Ownership ownership,
            LiveClients clients,
            ServeClients serving,
            FollowConversations following,
            PendingLimit limit,
            HandoffCache handoffs) {
        this.ownership = ownership;
        this.clients = clients;
        this.serving = serving;
        this.following = following;
        this.limit = limit;
        this.handoffs = handoffs;
    }

    enum Admitted {
        ADMITTED,
        /// The conversation may become the sender's by [#claim].
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

    /// A service may write everywhere, and its word for whom it writes is a proof. Without one it
    /// passes on what a browser wrote.
    private void vouch(Command command) {
        String name = command.claimFor();
        EndUser sender = sender(command);
        if (name == null) {
            ownership.claimByWriting(command.conversation(), sender);
        } else {
            ownership.vouch(command.conversation(), new EndUser(sender.browser(), name));
        }
    }

    /// By all that is known of the sender; but what the request itself shows is enough.
    private Standing standing(Command command) {
        EndUser sender = sender(command);
        Standing standing = ownership.standing(command.conversation(), sender);
        return standing instanceof Standing.Foreign && !sender.equals(command.who())
                ? ownership.standing(command.conversation(), command.who())
                : standing;
    }

    /// Makes a conversation the sender's that is about to write its first message there.
    Admitted claim(Command command) {
        ConversationId conversation = command.conversation();
        if (standing(command) instanceof Standing.Foreign && ownership.mayTakeOver(conversation)) {
            // all bindings end with the claim, so the owner before hears no more
            following.release(conversation);
        }
        return ownership.claimByWriting(conversation, sender(command)) instanceof Standing.Own
                ? bound(command)
                : Admitted.FOREIGN;
    }

    private Admitted bound(Command command) {
        ClientId client = command.client();
        if (client != null) {
            serving.identify(client, sender(command));
            following.bind(client, command.conversation(), null);
        }
        return Admitted.ADMITTED;
    }

    /// Who shows a request and the id of a live connection is the one and the other.
    private EndUser sender(Command command) {
        EndUser connected = connected(command.client());
        EndUser asking = command.who();
        return new EndUser(
                connected.browser() == null ? asking.browser() : connected.browser(),
                connected.subject() == null ? asking.subject() : connected.subject());
    }

    private EndUser connected(@Nullable ClientId client) {
        return client == null ? EndUser.NOBODY : clients.who(client).orElse(EndUser.NOBODY);
    }

    /// Whether too much waits for the one who answers. An agent who answers is no backlog of the
    /// bot's.
    boolean isFull(Command command) {
        Target target = command.target();
        return limit.isReached(target)
                && handoffs.answering(command.conversation(), target).equals(target);
    }

    boolean owns(Hint hint) {
        return ownership.standing(hint.conversation(), connected(hint.client()))
                instanceof Standing.Own;
    }

    void release(ConversationId conversation) {
        following.release(conversation);
    }
}

package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.PassHints.Hint;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.session.ClaimDesk;
import dev.switchboard.application.service.session.ClaimDesk.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import org.jspecify.annotations.Nullable;

/// Lets only those write to a conversation whose own it is, and binds the connection they name, so
/// that it receives what comes back. The claim is durable before anything is sent.
public final class UserAdmission {

    private final ClaimDesk claims;
    private final LiveClients clients;
    private final ServeClients serving;
    private final FollowConversations following;
    private final Takeover takeover;

    public UserAdmission(
            ClaimDesk claims,
            LiveClients clients,
            ServeClients serving,
            FollowConversations following,
            Takeover takeover) {
        this.claims = claims;
        this.clients = clients;
        this.serving = serving;
        this.following = following;
        this.takeover = takeover;
    }

    enum Admitted {
        ADMITTED,
        FOREIGN
    }

    Admitted admit(Command command) {
        EndUser connected = connected(command.client());
        Admitted admitted =
                command.trusted() ? trusted(command, connected) : proven(command, connected);
        ClientId client = command.client();
        if (admitted == Admitted.ADMITTED && client != null) {
            serving.identify(client, together(connected, command.who()));
            following.bind(client, command.conversation(), null);
        }
        return admitted;
    }

    /// A service may write everywhere; a free conversation becomes its user's.
    private Admitted trusted(Command command, EndUser connected) {
        claims.claim(command.conversation(), connected, command.claimFor());
        return Admitted.ADMITTED;
    }

    /// By the connection's proofs first, then by the request's own.
    private Admitted proven(Command command, EndUser connected) {
        boolean proven = owns(command, connected) || owns(command, command.who());
        return proven || takesOver(command, connected) ? Admitted.ADMITTED : Admitted.FOREIGN;
    }

    /// All bindings end with the claim, so the owner before hears no more.
    private boolean takesOver(Command command, EndUser connected) {
        if (!takeover.allowedIn(command.conversation())) {
            return false;
        }
        following.release(command.conversation());
        return owns(command, connected) || owns(command, command.who());
    }

    /// Who shows a request and the id of a live connection is the one and the other.
    private static EndUser together(EndUser connected, EndUser asking) {
        return new EndUser(
                connected.browser() == null ? asking.browser() : connected.browser(),
                connected.subject() == null ? asking.subject() : connected.subject());
    }

    private boolean owns(Command command, EndUser who) {
        return !who.equals(EndUser.NOBODY)
                && claims.claim(command.conversation(), who, command.claimFor())
                        instanceof Standing.Own;
    }

    private EndUser connected(@Nullable ClientId client) {
        return client == null ? EndUser.NOBODY : clients.who(client).orElse(EndUser.NOBODY);
    }

    boolean owns(Hint hint) {
        return claims.owns(hint.conversation(), connected(hint.client()));
    }

    void release(ConversationId conversation) {
        following.release(conversation);
    }
}

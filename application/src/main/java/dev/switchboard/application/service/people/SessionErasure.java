package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientSession;
import java.util.List;

/// Erases a person's identity: claims, names and sessions.
final class SessionErasure {

    private static final int PAGE = 1000;

    private final Claims claims;
    private final UserNames names;
    private final ClientSessions sessions;
    private final Conversations conversations;

    SessionErasure(
            Claims claims, UserNames names, ClientSessions sessions, Conversations conversations) {
        this.claims = claims;
        this.names = names;
        this.sessions = sessions;
        this.conversations = conversations;
    }

    /// Releases the claim instead of removing it: without one, the next claimant would be shown the
    /// conversation from its beginning.
    ///
    /// @return the number left over because of concurrent changes
    long erase(ConversationId conversation) {
        return release(conversation) + forgetNames(conversation);
    }

    private long release(ConversationId conversation) {
        Claim claim = claims.find(conversation).orElse(null);
        if (claim == null || claim.isReleased()) {
            return 0;
        }
        long last = conversations.lastSeq(conversation);
        Claim nobodys = claim.released(last);
        return claims.replace(claim, nobodys).isReleased() ? 0 : 1;
    }

    private long forgetNames(ConversationId conversation) {
        long left = 0;
        for (UserIdentity user : names.find(List.of(conversation))) {
            UserIdentity nameless = UserIdentity.of(user.conversation());
            boolean gone =
                    user.equals(nameless)
                            || names.replace(List.of(user), nameless) == UserNames.Replaced.DONE;
            left += gone ? 0 : 1;
        }
        return left;
    }

    void forgetSessions(Person person) {
        List<ClientSession> page = sessions.page(null, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(session -> SessionChapter.isTheirs(session, person))
                    .forEach(session -> sessions.forget(session.key()));
            page = sessions.page(page.getLast().key(), PAGE);
        }
    }
}

package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Map;

/// Links the names of each user, so that one person has one conversation: that of the name they
/// first came by. A name is represented by the conversation that it would have by itself.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
/// Repeating the call completes an unfinished one.
public interface LinkIdentities {

    /// Returns the user with this name; an unlinked name gives a user with this name alone. Reads
    /// the store once.
    UserIdentity find(ConversationId name);

    /// Learns names that a platform reports for its users. They are durable when it returns. If
    /// nothing is new, it reads once and writes nothing.
    ///
    /// - An unknown name leads to the user that it was reported with, and stays there: only a
    ///   [moved][IdentityReport#moved] name goes to another user.
    /// - If two users turn out to be one, the one with a live chat remains, else the older one. If
    ///   both have live chats they stay two until one chat is over and the link is reported again.
    ///
    /// @return the conversation of each reported name
    Map<ConversationId, ConversationId> learn(List<IdentityReport> all);

    /// A report from an authenticated platform that these names belong to one user.
    ///
    /// @param names at least one; the name the user came by first, the newest last
    /// @param speaks whether a message of this user is about to be journaled; otherwise only users
    ///   who already have a conversation are remembered
    /// @param moved whether the platform says that the last name now belongs to this user
    record IdentityReport(List<ConversationId> names, boolean speaks, boolean moved) {
        public IdentityReport {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("A user needs a name");
            }
        }
    }
}

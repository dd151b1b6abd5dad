package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Map;

/// Knows users by each of their names, so that one person has one conversation: that of the name
/// under which they came first. A name stands as the conversation that it would name by itself.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; the
/// same call again finishes what it left.
public interface LinkIdentities {

    /// Whose name it is; somebody of this name alone, if nothing was told of it. Reads once.
    UserIdentity find(ConversationId name);

    /// Takes what a platform tells of its users' names, durable when it returns. Where it tells
    /// nothing new it reads once and writes nothing.
    ///
    /// - A name that nobody had leads to the user it was told with, and stays there: only a
    ///   [moved][Told#moved] one goes to somebody else.
    /// - Of two users who turn out to be one, that one goes on who has a live chat, else who came
    ///   first. Two with live chats stay two until one of these is over and they are told again.
    ///
    /// @return to which conversation each of the names told leads
    Map<ConversationId, ConversationId> learn(List<Told> all);

    /// What a platform that has proven itself says are names of one user.
    ///
    /// @param names at least one; the one the user came by is first, the newest last
    /// @param speaks whether something is about to be journaled of this user; of others only those
    ///   are remembered who have a conversation
    /// @param moved whether the platform says that the last name has become this user's
    record Told(List<ConversationId> names, boolean speaks, boolean moved) {
        public Told {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("Nobody has no name");
            }
        }
    }
}

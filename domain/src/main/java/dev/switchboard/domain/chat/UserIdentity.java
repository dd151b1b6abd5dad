package dev.switchboard.domain.chat;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// A user of a platform, who may come under several names, and the one conversation that is held
/// with them. A name stands as the conversation that it would name by itself.
///
/// @param conversation the one that goes on, whichever name is used
/// @param names all of them, `conversation` too, at most [#MOST]; what was told last is last
public record UserIdentity(ConversationId conversation, List<ConversationId> names) {

    /// Of more, those told first are forgotten.
    public static final int MOST = 50;

    public UserIdentity {
        names = List.copyOf(names);
        if (!names.contains(conversation)
                || names.size() > MOST
                || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("A user has names, each once, and is known by one");
        }
    }

    /// Somebody of whom one name is known.
    public static UserIdentity of(ConversationId name) {
        return new UserIdentity(name, List.of(name));
    }

    /// The same user by other names too. Those given go last, in their order.
    public UserIdentity with(Collection<ConversationId> told) {
        List<ConversationId> all = new ArrayList<>(names);
        all.removeAll(told);
        told.stream().distinct().forEach(all::add);
        for (int i = 0; all.size() > MOST; ) {
            if (all.get(i).equals(conversation)) {
                i++;
            } else {
                all.remove(i);
            }
        }
        return new UserIdentity(conversation, all);
    }

    /// The same user without names that are somebody else's by now; the conversation's own stays.
    public UserIdentity without(Collection<ConversationId> lost) {
        return new UserIdentity(
                conversation,
                names.stream()
                        .filter(name -> name.equals(conversation) || !lost.contains(name))
                        .toList());
    }
}

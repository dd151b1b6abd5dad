package dev.switchboard.domain.chat;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// A user of a platform, who may have several names, and the one conversation held with them. Each
/// name is written as the conversation that it would name by itself.
///
/// @param conversation the conversation that continues, whichever name is used
/// @param names all names, including `conversation`, at most [#MOST], the newest last
public record UserIdentity(ConversationId conversation, List<ConversationId> names) {

    /// Beyond this limit the oldest names are forgotten.
    public static final int MOST = 50;

    public UserIdentity {
        names = List.copyOf(names);
        if (!names.contains(conversation)
                || names.size() > MOST
                || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("A user has names, each once, and is known by one");
        }
    }

    /// A user with one known name.
    public static UserIdentity of(ConversationId name) {
        return new UserIdentity(name, List.of(name));
    }

    /// Adds names. They go last, in their given order.
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

    /// Removes names that belong to somebody else by now; the conversation's own name stays.
    public UserIdentity without(Collection<ConversationId> lost) {
        return new UserIdentity(
                conversation,
                names.stream()
                        .filter(name -> name.equals(conversation) || !lost.contains(name))
                        .toList());
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Names that live as long as their test, or as the conversation they lead to.
public final class InMemoryUserNames implements UserNames {
    private final StoreState state;
    private int reads;

    InMemoryUserNames(StoreState state) {
        this.state = state;
    }

    @Override
    public List<UserIdentity> find(Collection<ConversationId> names) {
        return state.alone(() -> {
            reads++;
            return state.users.values().stream()
                    .filter(user -> !Collections.disjoint(user.names(), names))
                    .toList();
        });
    }

    /// How often names were looked up.
    public int reads() {
        return reads;
    }

    @Override
    public Replaced replace(List<UserIdentity> expected, UserIdentity next) {
        return state.alone(() -> {
            boolean there = state.users.values().containsAll(expected);
            boolean free =
                    state.users.values().stream()
                            .filter(user -> !expected.contains(user))
                            .allMatch(user -> Collections.disjoint(user.names(), next.names()));
            if (!there || !free) {
                return Replaced.OVERTAKEN;
            }
            expected.forEach(user -> state.users.remove(user.conversation()));
            state.users.put(next.conversation(), next);
            return Replaced.DONE;
        });
    }
}

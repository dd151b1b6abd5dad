package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class InMemoryRecentActivity implements RecentActivity {
    private static final Comparator<ListPosition> LATEST_FIRST =
            Comparator.comparing(ListPosition::lastActivityAt)
                    .thenComparing(listPosition -> listPosition.id().value())
                    .reversed();

    private final StoreState state;

    InMemoryRecentActivity(StoreState state) {
        this.state = state;
    }

    @Override
    public List<Conversation> conversations(
            String origin, @Nullable ListPosition before, int limit) {
        return state.alone(() ->
                state.conversations.values().stream()
                        .filter(one -> one.id().origin().equals(origin))
                        .filter(this::live)
                        .filter(one -> before == null || isBehind(one, before))
                        .sorted(Comparator.comparing(InMemoryRecentActivity::place, LATEST_FIRST))
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return state.alone(() ->
                state.messages.sequencedValues().reversed().stream()
                        .map(stored -> stored.message)
                        .filter(message -> message.author().party() == Party.BOT)
                        .filter(message -> message.conversation().origin().equals(origin))
                        .limit(limit)
                        .toList());
    }

    private boolean live(Conversation conversation) {
        return conversation.targets().stream()
                        .anyMatch(target -> target.kind() == Target.Kind.CLIENTS)
                || state.of(conversation.id())
                        .anyMatch(stored -> stored.message.author().party() == Party.USER);
    }

    private static boolean isBehind(Conversation conversation, ListPosition before) {
        return LATEST_FIRST.compare(place(conversation), before) > 0;
    }

    private static ListPosition place(Conversation conversation) {
        return new ListPosition(conversation.lastActivityAt(), conversation.id());
    }
}

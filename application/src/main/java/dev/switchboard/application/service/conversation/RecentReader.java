package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.service.message.ChannelProbe;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads recent activity page by page.
final class RecentReader implements ReadRecent {

    private static final int LOOKED_AT = 1000;
    private static final int AT_ONCE = 100;

    private final RecentActivity activity;
    private final Conversations conversations;
    private final History history;

    RecentReader(RecentActivity activity, Conversations conversations, History history) {
        this.activity = activity;
        this.conversations = conversations;
        this.history = history;
    }

    @Override
    public Page conversations(String origin, @Nullable ListPosition before, int limit) {
        List<Conversation> page = activity.conversations(origin, before, limit);
        return new Page(page, page.size() < limit ? null : placeOf(page.getLast()));
    }

    private static ListPosition placeOf(Conversation conversation) {
        return new ListPosition(conversation.lastActivityAt(), conversation.id());
    }

    /// A conversation is listed at the place of its newest message, so a page need not know the
    /// pages before it.
    @Override
    public Latest latest(@Nullable MessageId before, int limit) {
        Set<ConversationId> seen = new HashSet<>();
        List<Conversation> found = new ArrayList<>();
        MessageId behind = before;
        for (int looked = 0; looked < LOOKED_AT; looked += AT_ONCE) {
            List<Recorded> page = history.newest(behind, AT_ONCE);
            for (Recorded recorded : page) {
                Message message = recorded.message();
                behind = message.id();
                if (seen.add(message.conversation())) {
                    whereItsNewestStands(message).ifPresent(found::add);
                }
                if (found.size() == limit) {
                    return new Latest(found, behind);
                }
            }
            if (page.size() < AT_ONCE) {
                return new Latest(found, null);
            }
        }
        return new Latest(found, behind);
    }

    /// The conversation of a message that is its newest. Empty for a probe of a channel.
    private Optional<Conversation> whereItsNewestStands(Message message) {
        return ChannelProbe.opened(message.conversation(), history)
                ? Optional.empty()
                : conversations
                        .find(message.conversation())
                        .filter(conversation -> conversation.lastSeq() == message.seq());
    }

    @Override
    public Since messagesSince(Instant moment, @Nullable MessageId after, int limit) {
        MessageId from = after == null ? MessageId.firstAt(moment) : after;
        HistoryPage page = HistoryPage.since(history, from, limit);
        List<Recorded> found = page.messages();
        return new Since(found, page.last() ? null : found.getLast().message().id());
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return activity.botMessages(origin, limit);
    }
}

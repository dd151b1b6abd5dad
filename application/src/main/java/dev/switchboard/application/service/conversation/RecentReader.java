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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads recent activity page by page.
final class RecentReader implements ReadRecent {

    private static final int LOOKED_AT = 1000;

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
        List<Recorded> looked = history.newest(before, LOOKED_AT);
        Set<ConversationId> seen = new HashSet<>();
        List<Conversation> found = new ArrayList<>();
        for (Recorded recorded : looked) {
            Message message = recorded.message();
            if (seen.add(message.conversation())
                    && !ChannelProbe.opened(message.conversation(), history)) {
                conversations
                        .find(message.conversation())
                        .filter(conversation -> conversation.lastSeq() == message.seq())
                        .ifPresent(found::add);
            }
            if (found.size() == limit) {
                return new Latest(found, message.id());
            }
        }
        boolean last = looked.size() < LOOKED_AT;
        return new Latest(found, last ? null : looked.getLast().message().id());
    }

    @Override
    public List<Recorded> messagesSince(Instant moment, @Nullable MessageId after, int limit) {
        return history.since(after == null ? MessageId.firstAt(moment) : after, limit);
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return activity.botMessages(origin, limit);
    }
}

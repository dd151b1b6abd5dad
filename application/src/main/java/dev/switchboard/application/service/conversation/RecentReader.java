package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Place;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is newest page by page.
public final class RecentReader implements ReadRecent {

    private final RecentActivity activity;

    public RecentReader(RecentActivity activity) {
        this.activity = activity;
    }

    @Override
    public Page conversations(String origin, @Nullable Place before, int limit) {
        List<Conversation> page = activity.conversations(origin, before, limit);
        return new Page(page, page.size() < limit ? null : placeOf(page.getLast()));
    }

    private static Place placeOf(Conversation conversation) {
        return new Place(conversation.lastActivityAt(), conversation.id());
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return activity.botMessages(origin, limit);
    }
}

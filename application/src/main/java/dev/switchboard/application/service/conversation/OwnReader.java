package dev.switchboard.application.service.conversation;

import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.MessagePage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.EndUser;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a conversation for a user who proves that it is theirs.
final class OwnReader implements ReadOwnConversation {

    private final Ownership ownership;
    private final ReadConversations conversations;

    OwnReader(Ownership ownership, ReadConversations conversations) {
        this.ownership = ownership;
        this.conversations = conversations;
    }

    @Override
    public Optional<OwnPage> read(EndUser who, ConversationId id, long after, int limit) {
        return switch (ownership.standing(id, who)) {
            case Standing.Own(long readableAfter) -> page(id, readableAfter, after, limit);
            case Standing.Foreign _, Standing.Free _ -> Optional.empty();
        };
    }

    private Optional<OwnPage> page(ConversationId id, long readableAfter, long after, int limit) {
        long last = conversations.find(id).map(Conversation::lastSeq).orElse(0L);
        long count = Math.max(last - readableAfter, 0);
        return conversations
                .messages(id, Math.max(after, readableAfter), limit)
                .map(found -> new OwnPage(count, own(found), found.next()));
    }

    private static List<OwnMessage> own(MessagePage page) {
        return page.messages().stream()
                .filter(recorded -> !recorded.message().content().isForAgents())
                .map(recorded -> new OwnMessage(recorded.message(), progress(recorded)))
                .toList();
    }

    private static @Nullable Progress progress(Recorded recorded) {
        if (recorded.message().author().party() != Party.USER) {
            return null;
        }
        return recorded.deliveries().stream()
                .map(OwnReader::progress)
                .max(Comparator.naturalOrder())
                .orElse(Progress.ACCEPTED);
    }

    private static Progress progress(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Pending _ -> Progress.QUEUED;
            case Delivery.Delivered _, Delivery.Answered _ -> Progress.ACCEPTED;
            case Delivery.Parked _, Delivery.Discarded _ -> Progress.FAILED;
        };
    }
}

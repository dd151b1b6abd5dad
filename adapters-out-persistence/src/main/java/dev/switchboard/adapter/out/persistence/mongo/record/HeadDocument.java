package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversation, as its newest message describes it.
///
/// @param epoch absent in messages of earlier versions
public record HeadDocument(
        String id,
        String conversation,
        long seq,
        Instant at,
        ThreadDocument thread,
        @Nullable Long epoch) {

    public static final List<String> FIELDS =
            List.of("conversation", "seq", "at", "thread", "epoch");

    /// Whether its hub owned the conversation after this epoch.
    public boolean isAfter(long term) {
        return epoch != null && epoch > term;
    }

    /// Whether its hub owned the conversation before this epoch.
    public boolean isBefore(long term) {
        return epoch == null || epoch < term;
    }

    public Conversation toConversation() {
        return new Conversation(
                new ConversationId(conversation),
                thread.startedAt(),
                at,
                seq,
                thread.targets().stream().map(Target::parse).collect(Collectors.toSet()));
    }
}

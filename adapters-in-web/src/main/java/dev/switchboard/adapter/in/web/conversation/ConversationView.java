package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as admins see it.
///
/// @param externalId its id in the system it came from, such as the `session_id`
record ConversationView(
        @JsonProperty("conversation_id") String conversationId,
        @JsonProperty("external_id") String externalId,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("last_activity_at") Instant lastActivityAt,
        @JsonProperty("last_seq") long lastSeq,
        List<String> targets) {

    static ConversationView of(Conversation conversation) {
        return new ConversationView(
                conversation.id().value(),
                conversation.id().externalId(),
                conversation.startedAt(),
                conversation.lastActivityAt(),
                conversation.lastSeq(),
                conversation.targets().stream().map(Target::toString).sorted().toList());
    }

    /// @param next what to give as `after` for the next page; null on the last one
    record Page(List<ConversationView> items, @Nullable String next) {

        static Page of(List<Conversation> conversations, @Nullable ConversationId next) {
            return new Page(
                    conversations.stream().map(ConversationView::of).toList(),
                    next == null ? null : next.value());
        }
    }
}

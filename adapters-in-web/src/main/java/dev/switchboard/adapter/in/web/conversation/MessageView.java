package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as admins see it: what it says, and where each of its deliveries stands.
///
/// @param content JSON as it came
/// @param answers the message it answers, if it is known
record MessageView(
        @JsonProperty("message_id") String messageId,
        @JsonProperty("conversation_id") String conversationId,
        long seq,
        From author,
        @JsonRawValue @Schema(type = "object") String content,
        @Nullable String answers,
        @JsonProperty("accepted_at") Instant acceptedAt,
        List<DeliveryView> deliveries) {

    static MessageView of(Recorded recorded) {
        Message message = recorded.message();
        return new MessageView(
                message.id().value(),
                message.conversation().value(),
                message.seq(),
                From.of(message.author()),
                text(message.content()),
                message.answers() == null ? null : message.answers().value(),
                message.at(),
                recorded.deliveries().stream().map(DeliveryView::of).toList());
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.Json(String json) -> json;
        };
    }

    /// Says its size only, for what people write is private.
    @Override
    public String toString() {
        return "MessageView[" + messageId + ", " + content.length() + " characters]";
    }

    record From(String party, String name) {

        static From of(Author author) {
            return new From(author.party().name(), author.name());
        }
    }

    /// @param next what to give as `after` for the next page, a `seq` within a conversation and a
    ///   message's id among all; null on the last one
    record Page(
            List<MessageView> items,
            @Schema(types = {"integer", "string", "null"}) @Nullable Object next) {

        static Page of(List<Recorded> messages, @Nullable Object next) {
            return new Page(messages.stream().map(MessageView::of).toList(), next);
        }
    }
}

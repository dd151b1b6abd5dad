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

/// A message for admins, with its content and the state of each delivery.
///
/// @param content the original JSON
/// @param answers the message that it answers, if known
record MessageView(
        @JsonProperty("message_id") String messageId,
        @JsonProperty("conversation_id") String conversationId,
        long seq,
        From author,
        @JsonRawValue @Schema(implementation = Object.class) String content,
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
        return content.text();
    }

    /// Only the size, because the content is private.
    @Override
    public String toString() {
        return "MessageView[" + messageId + ", " + content.length() + " characters]";
    }

    record From(String party, String name) {

        static From of(Author author) {
            return new From(author.party().name(), author.name());
        }
    }

    /// @param next the `after` of the next page: a `seq` within a conversation, a message's id
    ///   among all messages; null on the last page
    record Page(
            List<MessageView> items,
            @Schema(types = {"integer", "string", "null"}) @Nullable Object next) {

        static Page of(List<Recorded> messages, @Nullable Object next) {
            return new Page(messages.stream().map(MessageView::of).toList(), next);
        }
    }
}

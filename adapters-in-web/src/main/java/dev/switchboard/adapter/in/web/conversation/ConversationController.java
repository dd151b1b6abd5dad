package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.ConversationPage;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.in.conversation.ReadRecent.Latest;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Conversations and their messages, for admins.
@RestController
@Tag(name = "Conversations")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ConversationController {

    private final ReadConversations conversations;
    private final ReadRecent recent;

    ConversationController(ReadConversations conversations, ReadRecent recent) {
        this.conversations = conversations;
        this.recent = recent;
    }

    /// List conversations.
    ///
    /// By ascending id; with `order=recent`, the one with the newest message first, where a page
    /// may be short without being the last; or, with `id`, the conversation with that id, if there
    /// is one.
    ///
    /// @param id any id, with any characters
    /// @param order `id` by default
    /// @param after `next` of the previous page
    /// @param limit 1 to 1000; the default is 100
    /// @return a page
    @GetMapping("/v1/conversations")
    ConversationView.Page listConversations(
            @RequestParam(required = false) @Nullable String id,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        if (id != null) {
            var found = conversations.find(ConversationId.named(id)).stream().toList();
            return ConversationView.Page.of(found, null);
        }
        return switch (order) {
            case null -> byId(after, QueryText.limit(limit));
            case "id" -> byId(after, QueryText.limit(limit));
            case "recent" -> latest(after, QueryText.limit(limit));
            default -> throw InvalidValueException.noneOf("order", Stream.of("id", "recent"));
        };
    }

    private ConversationView.Page byId(@Nullable String after, int limit) {
        ConversationId start = after == null ? null : ConversationId.named(after);
        ConversationPage page = conversations.list(start, limit);
        ConversationId next = page.next();
        return ConversationView.Page.of(page.conversations(), next == null ? null : next.value());
    }

    private ConversationView.Page latest(@Nullable String after, int limit) {
        Latest page = recent.latest(after == null ? null : new MessageId(after), limit);
        MessageId next = page.next();
        return ConversationView.Page.of(page.conversations(), next == null ? null : next.value());
    }

    /// Get a conversation.
    ///
    /// @param id the id, with `%2F` for each `/` in it
    /// @return the conversation
    @GetMapping("/v1/conversations/{id}")
    ConversationView getConversation(@PathVariable String id) {
        return conversations
                .find(ConversationId.named(id))
                .map(ConversationView::of)
                .orElseThrow(ConversationController::unknown);
    }

    /// List a conversation's messages.
    ///
    /// By ascending `seq`.
    ///
    /// @param id id of the conversation, with `%2F` for each `/` in it
    /// @param after a `seq`
    /// @param limit 1 to 1000; the default is 100
    /// @return a page
    @GetMapping("/v1/conversations/{id}/messages")
    MessageView.Page listConversationMessages(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        long start = after == null ? 0 : QueryText.number("after", after);
        return conversations
                .messages(ConversationId.named(id), start, QueryText.limit(limit))
                .map(page -> MessageView.Page.of(page.messages(), page.next()))
                .orElseThrow(ConversationController::unknown);
    }

    /// List messages of a conversation with any id, or all messages since a time.
    ///
    /// With `conversation` as above, for ids that do not fit into a path or past a proxy. With
    /// `since`, the recent messages of all conversations, oldest first.
    ///
    /// @param since the earliest time of acceptance, inclusive
    /// @param after `next` of the previous page
    /// @param limit 1 to 1000; the default is 100
    /// @return a page
    @GetMapping("/v1/messages")
    MessageView.Page listMessages(
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        Instant moment = QueryText.instant("since", since);
        return conversation == null && moment != null
                ? messagesSince(moment, after, QueryText.limit(limit))
                : listConversationMessages(
                        QueryText.required("conversation", conversation), after, limit);
    }

    private MessageView.Page messagesSince(Instant moment, @Nullable String after, int limit) {
        MessageId start = after == null ? null : new MessageId(after);
        ReadRecent.Since page = recent.messagesSince(moment, start, limit);
        MessageId next = page.next();
        return MessageView.Page.of(page.messages(), next == null ? null : next.value());
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown conversation");
    }

    /// A conversation for admins.
    ///
    /// @param externalId its id in the external system, such as the `session_id`
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

        /// @param next the `after` of the next page; null on the last page
        @Schema(name = "ConversationPage")
        record Page(List<ConversationView> items, @Nullable String next) {

            static Page of(List<Conversation> conversations, @Nullable String next) {
                return new Page(conversations.stream().map(ConversationView::of).toList(), next);
            }
        }
    }
}

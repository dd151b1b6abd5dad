package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.ConversationPage;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Conversations and what was said in them, for admins.
@RestController
@Tag(name = "Conversations", description = "What was said, and where each message is.")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
final class ConversationController {

    private final ReadConversations conversations;

    ConversationController(ReadConversations conversations) {
        this.conversations = conversations;
    }

    @Operation(
            summary = "List conversations",
            description = "By ascending id; or, with `id`, the one that has it, if there is one.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/conversations")
    ConversationView.Page list(
            @Parameter(description = "Any id, however odd", example = "session:a/b")
                    @RequestParam(required = false)
                    @Nullable String id,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit) {
        if (id != null) {
            var found = conversations.find(ConversationId.named(id)).stream().toList();
            return ConversationView.Page.of(found, null);
        }
        ConversationId start = after == null ? null : ConversationId.named(after);
        ConversationPage page = conversations.list(start, QueryText.limit(limit));
        return ConversationView.Page.of(page.conversations(), page.next());
    }

    @Operation(summary = "One conversation")
    @ApiResponse(responseCode = "200", description = "It")
    @GetMapping("/v1/conversations/{id}")
    ConversationView one(
            @Parameter(description = "`%2F` for each `/` in it", example = "session:session_12345")
                    @PathVariable
                    String id) {
        return conversations
                .find(ConversationId.named(id))
                .map(ConversationView::of)
                .orElseThrow(ConversationController::unknown);
    }

    @Operation(summary = "A conversation's messages", description = "By ascending `seq`.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/conversations/{id}/messages")
    MessageView.Page messages(
            @Parameter(example = "session:session_12345") @PathVariable String id,
            @Parameter(description = "A `seq`") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit) {
        long start = after == null ? 0 : QueryText.number("after", after);
        return conversations
                .messages(ConversationId.named(id), start, QueryText.limit(limit))
                .map(MessageView.Page::of)
                .orElseThrow(ConversationController::unknown);
    }

    @Operation(
            summary = "A conversation's messages, for any id",
            description = "As above, for ids that do not fit into a path, or not past a proxy.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/messages")
    MessageView.Page messagesOf(
            @Parameter(required = true, example = "session:a/b") @RequestParam(required = false)
                    @Nullable String conversation,
            @Parameter(description = "A `seq`") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit) {
        return messages(QueryText.required("conversation", conversation), after, limit);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown conversation");
    }

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
}

package dev.switchboard.adapter.in.web.conversation;

import dev.switchboard.adapter.in.web.error.ProblemFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The endpoints of [ConversationController] as they are documented.
///
/// An id is a path segment in the two usual addresses, with `%2F` for each `/` in it. Outside
/// systems choose their ids freely, and we refuse a `\`, `;` or `%` in a segment however it is
/// encoded, and some proxies a `/` as well; so each id can be given as a parameter of the query
/// too, where everything passes.
@Tag(name = "Conversations", description = "What was said, and where each message is.")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
interface ConversationApi {

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
                    @Nullable String limit);

    @Operation(summary = "One conversation")
    @ApiResponse(responseCode = "200", description = "It")
    @GetMapping("/v1/conversations/{id}")
    ConversationView one(
            @Parameter(description = "`%2F` for each `/` in it", example = "session:session_12345")
                    @PathVariable
                    String id);

    @Operation(summary = "A conversation's messages", description = "By ascending `seq`.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/conversations/{id}/messages")
    MessageView.Page messages(
            @Parameter(example = "session:session_12345") @PathVariable String id,
            @Parameter(description = "A `seq`") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit);

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
                    @Nullable String limit);
}

package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What was said to the bot and by it, as it is documented.
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@RelayFailures
interface NetomiHistoryApi {

    @GetMapping("/api/webhook-messages")
    @Operation(summary = "The bot's last hundred callbacks", description = "Oldest first.")
    @ApiResponse(
            responseCode = "200",
            description = "The newest of them",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.CALLBACKS)))
    ResponseEntity<byte[]> callbacks(
            @Parameter(description = "1 to 100, else 50") @RequestParam(required = false)
                    @Nullable String limit);

    @GetMapping("/api/conversations")
    @Operation(
            summary = "Conversations with the bot",
            description = "The one with the latest activity first.")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            headers = @Header(name = "X-Next-Cursor", description = "`after` of the next page"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.CONVERSATIONS)))
    ResponseEntity<byte[]> conversations(
            @Parameter(description = "`X-Next-Cursor` of the page before")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 500, else 500") @RequestParam(required = false)
                    @Nullable String limit);

    @GetMapping("/api/conversations/{id}")
    @Operation(
            summary = "What was said in a conversation",
            description = "By ascending `seq`; nothing for an unknown one.")
    @ApiResponse(
            responseCode = "200",
            description = "A page",
            headers = @Header(name = "X-Next-Cursor", description = "`after` of the next page"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.CONVERSATION)))
    ResponseEntity<byte[]> conversation(
            @Parameter(example = "chat-uuid-here") @PathVariable String id,
            @Parameter(description = "A `seq`") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 1000, else 1000") @RequestParam(required = false)
                    @Nullable String limit);
}

package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// The path of messages to the bot and what the API description says of it.
@Tag(name = "Netomi", description = "Messages to the bot, and what it answered.")
@RelayFailures
interface ProcessMessageApi {

    @PostMapping(
            path = "/api/netomi/process-message",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Sends an end user's message to the bot",
            description =
                    "Journaled before it is sent; the answer comes over Socket.IO. Whoever writes"
                            + " first owns the conversation, and proves it from then on by resume"
                            + " token, live connection or access token.",
            parameters =
                    @Parameter(
                            name = Senders.HEADER,
                            in = ParameterIn.HEADER,
                            description = "The browser's resume token, if it has one"),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    BotSchemas.BotMessage.class),
                                            examples = @ExampleObject(BotSchemas.MESSAGE))))
    @ApiResponse(
            responseCode = "200",
            description = "The bot acknowledged it in time",
            headers =
                    @Header(
                            name = Senders.HEADER,
                            description = "The resume token of a browser that had none"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.ACKNOWLEDGED)))
    @ApiResponse(
            responseCode = "202",
            description = "It is journaled and will be delivered",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.QUEUED)))
    @ApiResponse(
            responseCode = "409",
            description = "The `messageId` was used for something else",
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    @ApiResponse(
            responseCode = "413",
            description = "Over 1 MiB",
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    @ApiResponse(
            responseCode = "415",
            description = "Not `application/json` in plain UTF-8",
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    @ApiResponse(
            responseCode = "429",
            description = "Too many messages in a minute",
            headers = @Header(name = "Retry-After", description = "Seconds"),
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    @ApiResponse(
            responseCode = "500",
            description = "The bot will not take it, or our bug",
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    ResponseEntity<byte[]> process(
            @Parameter(hidden = true) @RequestBody byte[] body,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response);
}

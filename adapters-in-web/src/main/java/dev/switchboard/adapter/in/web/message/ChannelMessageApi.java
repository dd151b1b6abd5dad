package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.LegacyFailures;
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
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The path of messages to channels and what the API description says of it.
@Tag(name = "Channel messages")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@LegacyFailures
interface ChannelMessageApi {

    String PATH = "/channel/message";

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Sends a message of a session to a channel",
            description =
                    "The message is journaled before it is sent, and delivered even if the channel"
                            + " is away now.",
            parameters = {
                @Parameter(
                        name = "Idempotency-Key",
                        in = ParameterIn.HEADER,
                        description =
                                "At most 200 characters; a repeat within 24 h gets the first"
                                        + " answer",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "Prefer",
                        in = ParameterIn.HEADER,
                        description = "`respond-async` to be answered at once",
                        schema = @Schema(type = "string"))
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    MessageSchemas.ChannelMessage
                                                                            .class),
                                            examples = @ExampleObject(MessageSchemas.MESSAGE))))
    @ApiResponse(
            responseCode = "200",
            description = "The channel took it in time; `data` is its own JSON",
            headers = @Header(name = "X-Message-Id", description = "The message"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(MessageSchemas.ANSWERED)))
    @ApiResponse(
            responseCode = "202",
            description = "It is journaled and will be delivered",
            headers = @Header(name = "Location", description = "Where to ask how it stands"),
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(MessageSchemas.QUEUED)))
    @ApiResponse(
            responseCode = "409",
            description = "The channel is disabled, or the key was used for another request",
            content =
                    @Content(
                            schema = @Schema(implementation = LegacyFailures.Failure.class),
                            examples = @ExampleObject(MessageSchemas.DISABLED)))
    @ApiResponse(
            responseCode = "429",
            description = "Too many messages wait for this channel",
            headers = @Header(name = "Retry-After", description = "Seconds"),
            content = @Content(schema = @Schema(implementation = LegacyFailures.Failure.class)))
    void send(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException;
}

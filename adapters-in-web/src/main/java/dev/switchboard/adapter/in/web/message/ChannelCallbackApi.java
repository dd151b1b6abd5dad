package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.error.LegacyFailures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The path of callbacks and what the API description says of it.
@Tag(name = "Channel messages")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@LegacyFailures
interface ChannelCallbackApi {

    String PATH = "/webhook-response";

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @SecurityRequirements
    @Operation(
            summary = "Takes a channel's answer",
            description =
                    "Proven by the `t` of the `response_url` the channel was given, or by Standard"
                            + " Webhooks headers made with the channel's signing secret.",
            parameters = {
                @Parameter(
                        name = "t",
                        in = ParameterIn.QUERY,
                        description = "The token of the `response_url`",
                        schema = @Schema(type = "string")),
                @Parameter(name = "webhook-id", in = ParameterIn.HEADER),
                @Parameter(name = "webhook-timestamp", in = ParameterIn.HEADER),
                @Parameter(name = "webhook-signature", in = ParameterIn.HEADER),
                @Parameter(
                        name = "X-Channel-Id",
                        in = ParameterIn.HEADER,
                        description = "Whose secret made the signature")
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
                                                                    MessageSchemas.ChannelResponse
                                                                            .class),
                                            examples = @ExampleObject(MessageSchemas.RESPONSE))))
    @ApiResponse(
            responseCode = "200",
            description = "Journaled now, or by an equal call before",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(MessageSchemas.PROCESSED)))
    @ApiResponse(
            responseCode = "403",
            description = "The token belongs to another session",
            content = @Content(schema = @Schema(implementation = LegacyFailures.Failure.class)))
    @ApiResponse(
            responseCode = "404",
            description = "The session was never sent a message",
            content =
                    @Content(
                            schema = @Schema(implementation = LegacyFailures.Failure.class),
                            examples = @ExampleObject(MessageSchemas.UNKNOWN_SESSION)))
    void accept(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException;
}

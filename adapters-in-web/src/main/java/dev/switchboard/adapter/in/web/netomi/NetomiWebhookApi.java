package dev.switchboard.adapter.in.web.netomi;

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

/// The path of the bot's callbacks and what the API description says of it.
@Tag(name = "Netomi")
interface NetomiWebhookApi {

    String PATH = "/webhook/netomi";

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @SecurityRequirements
    @Operation(
            summary = "Takes what the bot answers",
            description =
                    "Proven by the webhook's own bearer token, and by a signature over the raw"
                            + " body where one is asked for.",
            parameters = {
                @Parameter(
                        name = "x-netomi-signature",
                        in = ParameterIn.HEADER,
                        description = "`sha256=` and the HMAC-SHA256 in hexadecimal digits")
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(BotSchemas.CALLBACK))))
    @ApiResponse(
            responseCode = "200",
            description = "Journaled now, or by an equal call before",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.RECEIVED)))
    @ApiResponse(responseCode = "400", description = "Not a JSON object", content = @Content)
    @ApiResponse(responseCode = "401", description = "Not proven", content = @Content)
    @ApiResponse(responseCode = "413", description = "Over 1 MiB", content = @Content)
    @ApiResponse(responseCode = "415", description = "Not JSON in plain UTF-8", content = @Content)
    @ApiResponse(responseCode = "500", description = "Our bug", content = @Content)
    @ApiResponse(
            responseCode = "503",
            description = "No bearer token is configured, or the store does not answer",
            content = @Content)
    void accept(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException;
}

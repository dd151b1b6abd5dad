package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/// The hub's own token for the bot, as it is documented.
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@RelayFailures
interface NetomiTokenApi {

    @GetMapping("/api/netomi/generate-token")
    @Operation(
            summary = "The token the hub holds for the bot",
            description = "For back ends. Never makes a new one.")
    @ApiResponse(
            responseCode = "200",
            description = "This",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.TOKEN)))
    ResponseEntity<byte[]> token(@Parameter(hidden = true) HttpServletRequest request);

    @GetMapping("/api/netomi/test-connection")
    @Operation(summary = "Whether the hub holds a token for the bot")
    @ApiResponse(
            responseCode = "200",
            description = "It does",
            content =
                    @Content(
                            schema = @Schema(type = "object"),
                            examples = @ExampleObject(BotSchemas.CONNECTION)))
    ResponseEntity<byte[]> connection(@Parameter(hidden = true) HttpServletRequest request);

    @PostMapping(path = "/api/netomi/refresh-token", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Trades a refresh token with the bot's platform",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    BotSchemas.RefreshToken
                                                                            .class))))
    @ApiResponse(
            responseCode = "200",
            description = "`data` is the platform's own JSON",
            content = @Content(schema = @Schema(type = "object")))
    @ApiResponse(
            responseCode = "500",
            description = "The platform did not trade",
            content = @Content(schema = @Schema(implementation = RelayFailures.Failure.class)))
    ResponseEntity<byte[]> refresh(@Parameter(hidden = true) @RequestBody byte[] body);
}

package dev.switchboard.adapter.in.web.netomi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// What those need who set the bot's webhook up, as it is documented.
@Tag(name = "Netomi")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
interface WebhookInfoApi {

    @GetMapping("/webhook/test")
    @Operation(
            summary = "Whether the webhook can be reached",
            description = "For the webhook's own bearer token, or an admin's.")
    @ApiResponse(
            responseCode = "200",
            description = "It can",
            content = @Content(schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "401", description = "Not proven", content = @Content)
    @ApiResponse(responseCode = "403", description = "Not for your role", content = @Content)
    ResponseEntity<byte[]> test(@Parameter(hidden = true) HttpServletRequest request);

    @GetMapping("/webhook/info")
    @Operation(
            summary = "How the bot is to call back",
            description = "Never tells the bearer token.")
    @ApiResponse(
            responseCode = "200",
            description = "This",
            content = @Content(schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "401", description = "No good token", content = @Content)
    @ApiResponse(responseCode = "403", description = "Not for your role", content = @Content)
    ResponseEntity<byte[]> info();
}

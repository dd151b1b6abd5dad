package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.identity.token.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/// The endpoints of [AuthenticationController] as they are documented.
@Tag(name = "Identity", description = "Logging in and the accounts that may.")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
interface AuthenticationApi {

    String TOKENS_CHECK = "/v1/tokens/check";

    /// Any content type is read as JSON, as the original does.
    @Operation(
            summary = "Log in",
            description =
                    "Trades a name and a password for an access token that lives an hour."
                            + " At most ten tries a minute for each name and each address.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "200", description = "The token")
    @ApiResponse(responseCode = "400", description = "Not two texts", content = @Content)
    @ApiResponse(responseCode = "401", description = "Not the password", content = @Content)
    @ApiResponse(responseCode = "429", description = "Too many tries", content = @Content)
    @SecurityRequirements
    @PostMapping("/v1/authenticate")
    Token authenticate(
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) HttpServletRequest request);

    @Operation(summary = "Ask who one is", description = "Names the caller of a good token.")
    @ApiResponse(responseCode = "200", description = "The caller")
    @ApiResponse(responseCode = "401", description = "No good token", content = @Content)
    @ApiResponse(responseCode = "403", description = "A role without it", content = @Content)
    @GetMapping(TOKENS_CHECK)
    Identity check(@Parameter(hidden = true) Caller caller);

    String EXAMPLE = "{\"username\":\"admin\",\"password\":\"correct horse battery staple\"}";

    /// @param token to be sent as `Authorization: Bearer <token>`
    record Token(String token) {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    record Identity(String username, String role) {}
}

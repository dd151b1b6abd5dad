package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemConflict;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/// The endpoints of [AccountController] as they are documented.
@Tag(name = "Identity")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
interface AccountApi {

    String ACCOUNT =
            "{\"username\":\"bridge\",\"password\":\"at least 12"
                    + " characters\",\"roles\":[\"SERVICE\"]}";
    String ROLES = "{\"roles\":[\"AGENT\"]}";
    String PASSWORD = "{\"password\":\"at least 12 characters\"}";

    @Operation(summary = "List the accounts")
    @ApiResponse(responseCode = "200", description = "All of them")
    @GetMapping("/v1/accounts")
    AccountList list();

    @Operation(
            summary = "Make an account",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(ACCOUNT))))
    @ApiResponse(responseCode = "201", description = "Made")
    @ProblemConflict("The name is taken")
    @PostMapping(path = "/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> create(
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) Principal caller);

    @Operation(
            summary = "Change an account's password",
            description = "Tokens it has got are no longer good.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(PASSWORD))))
    @ApiResponse(responseCode = "204", description = "Changed")
    @PutMapping(
            path = "/v1/accounts/{username}/password",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changePassword(
            @PathVariable String username,
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) Principal caller);

    @Operation(
            summary = "Change an account's roles",
            description =
                    "Tokens it has got are no longer good, unless it had these roles already.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(ROLES))))
    @ApiResponse(responseCode = "204", description = "Changed")
    @ProblemConflict("It is the last admin")
    @PutMapping(path = "/v1/accounts/{username}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeRoles(
            @PathVariable String username,
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) Principal caller);

    @Operation(summary = "Remove an account", description = "Tokens it has got are no longer good.")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ProblemConflict("It is the last admin")
    @DeleteMapping("/v1/accounts/{username}")
    ResponseEntity<Void> remove(
            @PathVariable String username, @Parameter(hidden = true) Principal caller);

    record AccountList(List<AccountView> items) {}

    record AccountView(
            String username, List<String> roles, @JsonProperty("created_at") Instant createdAt) {

        static AccountView of(Account account) {
            return new AccountView(
                    account.username().value(),
                    account.roles().stream().sorted().map(Role::name).toList(),
                    account.createdAt());
        }
    }
}

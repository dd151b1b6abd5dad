package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemConflict;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
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
            "{\"username\":\"ann\",\"password\":\"at least 12"
                    + " characters\",\"roles\":[\"AGENT\"],\"org_id\":\"12345\",\"user_id\":67890}";
    String ROLES = "{\"roles\":[\"AGENT\"]}";
    String IDENTITY = "{\"org_id\":\"12345\",\"user_id\":67890}";
    String CLIENT = "{\"client\":\"acme\"}";
    String PASSWORD = "{\"password\":\"at least 12 characters\"}";

    @Operation(summary = "List the accounts")
    @ApiResponse(responseCode = "200", description = "All of them")
    @GetMapping("/v1/accounts")
    AccountList list();

    @Operation(
            summary = "Make an account",
            description =
                    "`org_id` and `user_id` say who its owner is in an organisation, and stand in"
                            + " its tokens; both or neither.",
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

    @Operation(
            summary = "Change who an account's owner is in an organisation",
            description =
                    "Without both fields: nobody. Tokens it has got are no longer good, unless it"
                            + " was so already.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(IDENTITY))))
    @ApiResponse(responseCode = "204", description = "Changed")
    @PutMapping(
            path = "/v1/accounts/{username}/identity",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeIdentity(
            @PathVariable String username,
            @RequestBody(required = false) byte @Nullable [] body,
            @Parameter(hidden = true) Principal caller);

    @Operation(
            summary = "Change whose users an account may act on",
            description =
                    "`client` is a client of Yalo's; without it: none, which is refused there where"
                            + " several are configured. Tokens it has got are no longer good, unless"
                            + " it was so already.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(CLIENT))))
    @ApiResponse(responseCode = "204", description = "Changed")
    @PutMapping(
            path = "/v1/accounts/{username}/client",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeClient(
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
            String username,
            List<String> roles,
            @JsonProperty("org_id") @Nullable String orgId,
            @JsonProperty("user_id") @Nullable Long userId,
            @Nullable String client,
            @JsonProperty("created_at") Instant createdAt) {

        static AccountView of(Account account) {
            OrgIdentity identity = account.identity();
            return new AccountView(
                    account.username().value(),
                    account.roles().stream().sorted().map(Role::name).toList(),
                    identity == null ? null : identity.orgId(),
                    identity == null ? null : identity.userId(),
                    account.client(),
                    account.createdAt());
        }
    }
}

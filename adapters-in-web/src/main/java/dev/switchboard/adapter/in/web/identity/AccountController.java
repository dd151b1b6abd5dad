package dev.switchboard.adapter.in.web.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Client;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Identity;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Password;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Roles;
import dev.switchboard.application.port.in.identity.ManageAccounts.Changed;
import dev.switchboard.application.port.in.identity.ManageAccounts.Outcome;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.PasswordRule;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The local accounts, for admins. Changes are audited.
@RestController
@Tag(name = "Identity")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class AccountController {

    private final ManageAccounts accounts;
    private final KeepAudit audit;

    AccountController(ManageAccounts accounts, KeepAudit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// List the accounts.
    ///
    /// The `version` of an account is what `If-Match` names to change it.
    ///
    /// @return all accounts
    @GetMapping("/v1/accounts")
    AccountList listAccounts() {
        return new AccountList(accounts.list().stream().map(AccountView::of).toList());
    }

    /// Create an account.
    ///
    /// `org_id` and `user_id` name the owner's user in an organisation, and are part of its tokens;
    /// both or neither. `client` is a client of Yalo's whose users the account acts on, and whose
    /// agent it is.
    @PostMapping(path = "/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> createAccount(
            @RequestBody(required = false) byte @Nullable [] body, Principal caller) {
        NewAccount account = NewAccount.parse(body);
        refuseUnlessDone(
                accounts.create(
                        account.username(),
                        account.password(),
                        account.roles(),
                        account.identity(),
                        account.client()));
        String name = account.username().value();
        String granted =
                RoleNames.of(account.roles()) + of(account.identity()) + of(account.client());
        audit.record(caller.getName(), "account.create", name, granted);
        return ResponseEntity.created(URI.create("/v1/accounts/" + name)).build();
    }

    /// Change an account's password.
    ///
    /// Its earlier tokens become invalid.
    ///
    /// @param ifMatch the version to replace, in quotes; without it whatever is there
    @PutMapping(
            path = "/v1/accounts/{username}/password",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changePassword(
            @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        Password change = new Password(NewAccount.parsePassword(body));
        String version = change(username, change, ifMatch);
        audit.record(caller.getName(), "account.change_password", username, "");
        return changed(version);
    }

    /// Change an account's roles.
    ///
    /// Its earlier tokens become invalid, unless it had these roles already.
    ///
    /// @param ifMatch the version to replace, in quotes; without it whatever is there
    @PutMapping(path = "/v1/accounts/{username}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeRoles(
            @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        Set<Role> roles = NewAccount.parseRoles(body);
        String version = change(username, new Roles(roles), ifMatch);
        audit.record(caller.getName(), "account.change_roles", username, RoleNames.of(roles));
        return changed(version);
    }

    /// Change the user in an organisation that an account belongs to.
    ///
    /// Without both fields: none. Its earlier tokens become invalid, unless nothing changes.
    ///
    /// @param ifMatch the version to replace, in quotes; without it whatever is there
    @PutMapping(
            path = "/v1/accounts/{username}/identity",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeIdentity(
            @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        OrgIdentity identity = NewAccount.parseIdentity(body);
        String version = change(username, new Identity(identity), ifMatch);
        audit.record(caller.getName(), "account.change_identity", username, of(identity).strip());
        return changed(version);
    }

    /// Change the client whose users an account may act on.
    ///
    /// `client` is a client of Yalo's. Without it the account has none, which Yalo's endpoints
    /// refuse if several clients are configured. Its earlier tokens become invalid, unless nothing
    /// changes.
    ///
    /// @param ifMatch the version to replace, in quotes; without it whatever is there
    @PutMapping(
            path = "/v1/accounts/{username}/client",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changeClient(
            @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        String client = NewAccount.parseClient(body);
        String version = change(username, new Client(client), ifMatch);
        String given = client == null ? "" : client;
        audit.record(caller.getName(), "account.change_client", username, given);
        return changed(version);
    }

    /// @return the version that the account has now
    private String change(String username, Change change, @Nullable String ifMatch) {
        String meant = IfMatch.named(ifMatch);
        return switch (accounts.change(new Username(username), change, meant)) {
            case Changed.Done(String version) -> version;
            case Changed.Stale _ ->
                    throw new ProblemException(
                            ProblemCode.PRECONDITION_FAILED, "The account has another version");
            case Changed.Unknown _ -> throw unknown();
            case Changed.LastAdmin _ -> throw lastAdmin();
        };
    }

    private static ResponseEntity<Void> changed(String version) {
        return ResponseEntity.noContent().eTag(IfMatch.tag(version)).build();
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown account");
    }

    private static ProblemException lastAdmin() {
        return new ProblemException(ProblemCode.CONFLICT, "The last admin has to stay");
    }

    private static String of(@Nullable OrgIdentity identity) {
        return identity == null
                ? ""
                : " org %s user %d".formatted(identity.orgId(), identity.userId());
    }

    private static String of(@Nullable String client) {
        return client == null ? "" : " client " + client;
    }

    /// Remove an account.
    ///
    /// Its tokens become invalid.
    @DeleteMapping("/v1/accounts/{username}")
    ResponseEntity<Void> removeAccount(@PathVariable String username, Principal caller) {
        refuseUnlessDone(accounts.remove(new Username(username)));
        audit.record(caller.getName(), "account.remove", username, "");
        return ResponseEntity.noContent().build();
    }

    private static void refuseUnlessDone(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case EXISTS ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The account exists already");
            case UNKNOWN -> throw unknown();
            case LAST_ADMIN -> throw lastAdmin();
        }
    }

    record AccountList(List<AccountView> items) {}

    /// @param version what `If-Match` names to change it; changes with the password, too
    record AccountView(
            String username,
            String version,
            List<String> roles,
            @JsonProperty("org_id") @Nullable String orgId,
            @JsonProperty("user_id") @Nullable Long userId,
            @Nullable String client,
            @JsonProperty("created_at") Instant createdAt) {

        static AccountView of(Account account) {
            OrgIdentity identity = account.identity();
            return new AccountView(
                    account.username().value(),
                    account.revision(),
                    account.roles().stream().sorted().map(Role::name).toList(),
                    identity == null ? null : identity.orgId(),
                    identity == null ? null : identity.userId(),
                    account.client(),
                    account.createdAt());
        }
    }

    /// An admin's request to create an account.
    ///
    /// @param identity the owner's user in an organisation, if given
    /// @param client the client of an external system, if given
    private record NewAccount(
            Username username,
            Secret password,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client) {

        private static final String ORG = "org_id";
        private static final String USER = "user_id";
        private static final String CLIENT = "client";

        static NewAccount parse(byte @Nullable [] body) {
            JsonFields fields = JsonFields.ofOptional(body);
            FieldChecks checks =
                    fields.checksOfNoneBut(
                            Set.of("username", "password", "roles", ORG, USER, CLIENT));
            Supplier<Username> name =
                    checks.field(() -> new Username(fields.requiredString("username")));
            Supplier<Secret> password = checks.field(() -> passwordIn(fields));
            Supplier<Set<Role>> roles = checks.field(() -> RoleNames.requiredIn(fields));
            Supplier<@Nullable OrgIdentity> identity = checks.field(() -> identityIn(fields));
            Supplier<@Nullable String> client = checks.field(() -> fields.string(CLIENT));
            return checks.then(() ->
                    new NewAccount(
                            name.get(), password.get(), roles.get(), identity.get(), client.get()));
        }

        /// Parses a request to change an account's password.
        static Secret parsePassword(byte @Nullable [] body) {
            return parse(body, Set.of("password"), NewAccount::passwordIn);
        }

        /// Parses a request to change an account's roles.
        static Set<Role> parseRoles(byte @Nullable [] body) {
            return parse(body, Set.of("roles"), RoleNames::requiredIn);
        }

        /// Parses a request to change an account's identity.
        static @Nullable OrgIdentity parseIdentity(byte @Nullable [] body) {
            return parse(body, Set.of(ORG, USER), NewAccount::identityIn);
        }

        /// Parses a request to change the client of an account.
        static @Nullable String parseClient(byte @Nullable [] body) {
            return parse(body, Set.of(CLIENT), fields -> fields.string(CLIENT));
        }

        private static <T extends @Nullable Object> T parse(
                byte @Nullable [] body, Set<String> known, Function<JsonFields, T> part) {
            JsonFields fields = JsonFields.ofOptional(body);
            FieldChecks checks = fields.checksOfNoneBut(known);
            return checks.then(checks.field(() -> part.apply(fields)));
        }

        private static Secret passwordIn(JsonFields fields) {
            return PasswordRule.require(new Secret(fields.requiredString("password")));
        }

        /// Both or neither.
        private static @Nullable OrgIdentity identityIn(JsonFields fields) {
            FieldChecks checks = new FieldChecks();
            Supplier<@Nullable String> org = checks.field(() -> fields.string(ORG));
            Supplier<@Nullable Long> user = checks.field(() -> fields.integer(USER));
            return checks.then(() -> identity(org.get(), user.get()));
        }

        private static @Nullable OrgIdentity identity(@Nullable String org, @Nullable Long user) {
            return org == null && user == null
                    ? null
                    : new OrgIdentity(
                            RequiredField.value(ORG, org), RequiredField.value(USER, user));
        }
    }
}

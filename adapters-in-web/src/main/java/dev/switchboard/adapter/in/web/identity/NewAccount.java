package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.Required;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.PasswordRule;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An admin's request to create an account.
///
/// @param identity the owner's user in an organisation, if given
/// @param client the client of an external system, if given
record NewAccount(
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
                fields.checksOfNoneBut(Set.of("username", "password", "roles", ORG, USER, CLIENT));
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
                : new OrgIdentity(Required.value(ORG, org), Required.value(USER, user));
    }
}

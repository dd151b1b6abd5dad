package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.Required;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an admin says to make an account.
///
/// @param identity who its owner is in an organisation, if that is said
record NewAccount(
        Username username, Secret password, Set<Role> roles, @Nullable OrgIdentity identity) {

    private static final String ORG = "org_id";
    private static final String USER = "user_id";

    static NewAccount parse(byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        Supplier<Username> name = () -> new Username(fields.requiredString("username"));
        Supplier<Secret> password = () -> new Secret(fields.requiredString("password"));
        return new FieldChecks()
                .check(() ->
                        fields.refuseAllBut(Set.of("username", "password", "roles", ORG, USER)))
                .check(name)
                .check(password)
                .check(() -> RoleNames.requiredIn(fields))
                .check(() -> identityIn(fields))
                .then(() ->
                        new NewAccount(
                                name.get(),
                                password.get(),
                                RoleNames.requiredIn(fields),
                                identityIn(fields)));
    }

    /// The whole body of a request to change an account's identity.
    static @Nullable OrgIdentity parseIdentity(byte @Nullable [] body) {
        return identityIn(JsonFields.ofOptional(body).refuseAllBut(Set.of(ORG, USER)));
    }

    /// Both or neither.
    private static @Nullable OrgIdentity identityIn(JsonFields fields) {
        String org = fields.string(ORG);
        Long user = fields.integer(USER);
        return org == null && user == null
                ? null
                : new OrgIdentity(Required.value(ORG, org), Required.value(USER, user));
    }
}

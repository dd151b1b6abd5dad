package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an admin says to make an account.
record NewAccount(Username username, Secret password, Set<Role> roles) {

    static NewAccount parse(byte @Nullable [] body) {
        JsonFields fields =
                JsonFields.ofOptional(body).refuseAllBut(Set.of("username", "password", "roles"));
        return new NewAccount(
                new Username(fields.requiredString("username")),
                new Secret(fields.requiredString("password")),
                RoleNames.requiredIn(fields));
    }
}

package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.Required;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an admin says to make an account.
record NewAccount(Username username, Secret password, Set<Role> roles) {

    static NewAccount parse(byte @Nullable [] body) {
        JsonFields fields =
                JsonFields.ofOptional(body).refuseAllBut(Set.of("username", "password", "roles"));
        return new NewAccount(
                new Username(fields.requiredString("username")),
                new Secret(fields.requiredString("password")),
                Required.value("roles", fields.strings("roles")).stream()
                        .map(NewAccount::role)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    String rolesAsText() {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(" "));
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("roles", Reason.INVALID));
    }
}

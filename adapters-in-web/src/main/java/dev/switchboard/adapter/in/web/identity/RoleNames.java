package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Roles by the names that admins write.
final class RoleNames {

    private RoleNames() {}

    static Set<Role> requiredIn(JsonFields fields) {
        return RequiredField.value("roles", fields.strings("roles")).stream()
                .map(RoleNames::role)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String of(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(" "));
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        InvalidValueException.noneOf(
                                "roles", Arrays.stream(Role.values()).map(Role::name)));
    }
}

package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.domain.identity.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The claim with the hub's roles in an issuer's tokens. Unknown names are ignored, because an
/// issuer serves other systems too.
///
/// @param path the claim's name; dots lead into objects
record RoleClaim(String path) {

    Set<Role> rolesIn(Map<String, Object> claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object name : valuesIn(claims)) {
            addIfOurs(String.valueOf(name), roles);
        }
        return roles;
    }

    /// A claim may be named `https://example.org/roles`, so the whole name is tried before its
    /// parts.
    private Collection<?> valuesIn(Map<String, Object> claims) {
        Object found = claims.get(path);
        return found == null ? asList(follow(claims)) : asList(found);
    }

    private @Nullable Object follow(Map<String, Object> claims) {
        Object here = claims;
        for (String step : path.split("\\.", -1)) {
            here = here instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return here;
    }

    private static Collection<?> asList(@Nullable Object found) {
        return switch (found) {
            case Collection<?> names -> names;
            case String names -> List.of(names.split(" ", -1));
            case null, default -> List.of();
        };
    }

    private static void addIfOurs(String name, Set<Role> roles) {
        for (Role role : Role.values()) {
            if (role.name().equals(name.toUpperCase(Locale.ROOT))) {
                roles.add(role);
            }
        }
    }
}

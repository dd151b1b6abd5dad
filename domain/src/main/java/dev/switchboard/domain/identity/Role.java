package dev.switchboard.domain.identity;

import java.util.EnumSet;
import java.util.Set;

/// A caller's role. [#SUPERVISOR] and [#ADMIN] include [#AGENT]; no other role includes another.
public enum Role {
    ADMIN,
    SERVICE,
    YALO,
    SALESFORCE,
    AGENT,
    SUPERVISOR;

    public static Set<Role> withIncluded(Set<Role> granted) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(granted);
        if (granted.contains(ADMIN) || granted.contains(SUPERVISOR)) {
            all.add(AGENT);
        }
        return Set.copyOf(all);
    }
}

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

    /// Whether systems of a vendor have it, as their original called it.
    public boolean isOfVendor() {
        return this == YALO || this == SALESFORCE;
    }

    public static Set<Role> withIncluded(Set<Role> granted) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(granted);
        if (granted.contains(ADMIN) || granted.contains(SUPERVISOR)) {
            all.add(AGENT);
        }
        return Set.copyOf(all);
    }
}

package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.domain.identity.Role;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/// Who calls, as a verified token says it. Keeps nothing of the token itself.
final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Set<Role> roles;

    /// @param roles as granted; those they include are added
    Caller(String name, Set<Role> roles) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.name = name;
        this.roles = withIncluded(roles);
        setAuthenticated(true);
    }

    Set<Role> roles() {
        return roles;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    private static Set<Role> withIncluded(Set<Role> granted) {
        Set<Role> all = EnumSet.noneOf(Role.class);
        all.addAll(granted);
        if (granted.contains(Role.ADMIN) || granted.contains(Role.SUPERVISOR)) {
            all.add(Role.AGENT);
        }
        return Set.copyOf(all);
    }
}

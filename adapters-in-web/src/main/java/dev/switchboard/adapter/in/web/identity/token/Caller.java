package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/// The caller that a verified token names. Keeps nothing of the token itself.
public final class Caller extends AbstractAuthenticationToken implements OrgCaller {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Set<Role> roles;
    private final transient @Nullable OrgIdentity identity;
    private final @Nullable String org;
    private final boolean local;
    private final @Nullable String client;
    private final transient KeyScope scope;

    /// @param roles as granted; included roles are added
    /// @param identity the caller's user in an organisation, if there is one
    /// @param org the organisation that the caller belongs to, if any
    /// @param local whether the caller has an account here
    /// @param client the caller's client of an external system, from its token
    /// @param scope the scope of its key; everything without a key
    Caller(
            String name,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String org,
            boolean local,
            @Nullable String client,
            KeyScope scope) {
        super(authorities(roles));
        this.name = name;
        this.roles = Role.withIncluded(roles);
        this.identity = identity;
        this.org = org;
        this.local = local;
        this.client = client;
        this.scope = scope;
        setAuthenticated(true);
    }

    @Override
    public Set<Role> roles() {
        return roles;
    }

    @Override
    public @Nullable OrgIdentity identity() {
        return identity;
    }

    @Override
    public @Nullable String org() {
        return org;
    }

    @Override
    public boolean isLocal() {
        return local;
    }

    @Override
    public @Nullable String client() {
        return client;
    }

    @Override
    public KeyScope scope() {
        return scope;
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

    /// Returns the roles as servlets see them:
    /// [jakarta.servlet.http.HttpServletRequest#isUserInRole].
    private static Collection<GrantedAuthority> authorities(Set<Role> granted) {
        return AuthorityUtils.createAuthorityList(
                Role.withIncluded(granted).stream().map(role -> "ROLE_" + role).toList());
    }
}

package dev.switchboard.adapter.in.web.request;

import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A caller with its organisation and client.
public interface OrgCaller extends Principal {

    /// Including the roles that others include.
    Set<Role> roles();

    /// Whether the caller has the role ADMIN: then what it changes is an act of administration,
    /// unlike the traffic of bots and telephone systems.
    default boolean isAdmin() {
        return roles().contains(Role.ADMIN);
    }

    /// Null for a caller who is no user of an organisation.
    @Nullable OrgIdentity identity();

    /// The caller's organisation: that of its identity, or that of a machine which is no user. Null
    /// if there is none.
    @Nullable String org();

    /// The client of an external system whose users the caller may act on; null if its token names
    /// none.
    @Nullable String client();

    /// The restriction of the caller's key, in addition to its roles.
    KeyScope scope();

    /// Whether the caller has an account here, unlike the caller of an issuer that may have omitted
    /// claims.
    boolean isLocal();
}

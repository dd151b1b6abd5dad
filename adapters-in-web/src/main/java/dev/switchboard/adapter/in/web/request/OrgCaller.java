package dev.switchboard.adapter.in.web.request;

import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls, as somebody of an organisation or of a client.
public interface OrgCaller extends Principal {

    /// With those that are included in others.
    Set<Role> roles();

    /// Null for whoever is no user of an organisation.
    @Nullable OrgIdentity identity();

    /// The organisation it belongs into: its identity's, or that of a machine which is no user.
    /// Null for whoever belongs to none.
    @Nullable String org();

    /// The client of an outside system whose users it may act on; null if its token names none.
    @Nullable String client();

    /// What it is confined to, whatever its roles are.
    KeyScope scope();

    /// Whether the caller is known here, and not by an issuer that may not have said all.
    boolean isLocal();
}

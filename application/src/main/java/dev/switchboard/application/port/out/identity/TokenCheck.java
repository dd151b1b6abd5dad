package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies access tokens of the hub's own issuer and of trusted ones.
public interface TokenCheck {

    Checked verify(String token);

    sealed interface Checked {}

    /// The claims of a valid token.
    ///
    /// @param identity who the subject is in an organisation, if anybody
    /// @param client of an outside system that it is of; null if it names none
    /// @param revision of the local account `subject` that it was granted to; null for an issuer
    ///   that ends no token early
    record Verified(
            String subject,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client,
            Instant expiresAt,
            @Nullable String revision)
            implements Checked {
        public Verified {
            roles = Set.copyOf(roles);
        }
    }

    /// The token is invalid, or its issuer's keys cannot be fetched.
    ///
    /// @param expired whether its expiry is the only thing wrong with it
    record Refused(boolean expired) implements Checked {}
}

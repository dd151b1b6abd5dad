package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies access tokens of our own issuer and of those we trust.
public interface TokenCheck {

    /// What a good token says; empty if it is not good, or its issuer's keys cannot be fetched.
    Optional<Verified> verify(String token);

    /// @param identity who the subject is in an organisation, if anybody
    record Verified(
            String subject, Set<Role> roles, @Nullable OrgIdentity identity, Instant expiresAt) {
        public Verified {
            roles = Set.copyOf(roles);
        }
    }
}

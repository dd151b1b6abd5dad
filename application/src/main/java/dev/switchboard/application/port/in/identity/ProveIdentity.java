package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Authenticates an access token where no web filter has done it before.
public interface ProveIdentity {

    /// Verifies a token. May block while an issuer's keys are fetched.
    Result prove(String token);

    sealed interface Result {

        /// @param subject the name in the token
        /// @param identity their user in an organisation, or null
        /// @param tenant the tenant that the subject works for; null if no tenant can have the name
        ///   in the token
        /// @param expiresAt from when on it proves nothing
        /// @param revision of the local account `subject` that it was granted to, by which
        ///   [AccountStandings] tells whether it still holds; null for an issuer that ends no token
        ///   early
        record Proven(
                String subject,
                Set<Role> roles,
                @Nullable OrgIdentity identity,
                @Nullable TenantId tenant,
                Instant expiresAt,
                @Nullable String revision)
                implements Result {

            public Proven {
                roles = Set.copyOf(roles);
            }

            /// An identity of the default tenant.
            public Proven(
                    String subject,
                    Set<Role> roles,
                    @Nullable OrgIdentity identity,
                    Instant expiresAt,
                    @Nullable String revision) {
                this(subject, roles, identity, TenantId.DEFAULT, expiresAt, revision);
            }
        }

        /// The token was valid until it expired.
        record Expired() implements Result {}

        /// The token is invalid.
        record Rejected() implements Result {}
    }
}

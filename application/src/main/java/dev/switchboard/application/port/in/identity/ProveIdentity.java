package dev.switchboard.application.port.in.identity;

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

        /// @param subject the token's subject
        /// @param identity the subject's user in an organisation, if there is one
        /// @param expiresAt the expiry of the token
        /// @param revision the revision of the local account `subject` that the token was granted
        ///   to, with which [AccountStandings] tells whether the grant is still valid; null for an
        ///   issuer that never ends a token early
        record Proven(
                String subject,
                Set<Role> roles,
                @Nullable OrgIdentity identity,
                Instant expiresAt,
                @Nullable String revision)
                implements Result {

            public Proven {
                roles = Set.copyOf(roles);
            }

            /// A token of an issuer that never ends one early.
            public Proven(
                    String subject,
                    Set<Role> roles,
                    @Nullable OrgIdentity identity,
                    Instant expiresAt) {
                this(subject, roles, identity, expiresAt, null);
            }
        }

        /// The token was valid until it expired.
        record Expired() implements Result {}

        /// The token is invalid.
        record Rejected() implements Result {}
    }
}

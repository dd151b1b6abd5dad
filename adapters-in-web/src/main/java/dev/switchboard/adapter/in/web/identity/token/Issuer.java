package dev.switchboard.adapter.in.web.identity.token;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// A trusted issuer of tokens.
///
/// @param name as its tokens give it
/// @param orgs where its tokens say who their caller is in an organisation
/// @param clientClaim in which its tokens name the client whose users their caller may act on, and
///   whose agent the caller is
/// @param namePrefix goes before its callers' names, so that equal names of two issuers are two
///   callers; only callers of our own have none
/// @param standing whether what a token was granted to is still as it was, as far as its issuer
///   tells us
record Issuer(
        String name,
        JwtDecoder decoder,
        RoleClaim roles,
        OrgClaimsProperties orgs,
        String clientClaim,
        String namePrefix,
        Function<Jwt, Supplier<Standing>> standing) {

    /// @throws org.springframework.security.oauth2.jwt.BadJwtException if the token is invalid
    /// @throws org.springframework.security.oauth2.jwt.JwtException if that is unknown now
    VerifiedToken verify(String token) {
        Jwt verified = decoder.decode(token);
        Map<String, Object> claims = verified.getClaims();
        Set<Role> granted = roles.rolesIn(claims);
        OrgIdentity identity = orgs.identityIn(claims);
        Caller caller =
                new Caller(
                        namePrefix + verified.getSubject(),
                        granted,
                        identity,
                        identity == null ? machineOrg(granted, claims) : identity.orgId(),
                        namePrefix.isEmpty(),
                        client(verified),
                        KeyScope.everything());
        return new VerifiedToken(
                caller,
                requireNonNull(verified.getExpiresAt(), "refused without expiry"),
                namePrefix.isEmpty() ? verified.getClaimAsString(OwnIssuer.REVISION_CLAIM) : null,
                standing.apply(verified));
    }

    /// People are users of their organisation; a telephone system reports for one without being a
    /// user.
    private @Nullable String machineOrg(Set<Role> granted, Map<String, Object> claims) {
        return granted.contains(Role.SERVICE) ? orgs.orgWithoutUserIn(claims) : null;
    }

    /// Any value counts as a name: an unreadable one must not pass for none.
    private @Nullable String client(Jwt token) {
        Object named = token.getClaims().get(clientClaim);
        return named == null ? null : String.valueOf(named);
    }
}

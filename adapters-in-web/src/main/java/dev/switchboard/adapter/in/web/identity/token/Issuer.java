package dev.switchboard.adapter.in.web.identity.token;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.in.identity.CheckStanding.Standing;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Somebody whose tokens we take.
///
/// @param name as its tokens give it
/// @param orgs where its tokens say who their caller is in an organisation
/// @param namePrefix goes before its callers' names, so that equal names of two issuers are two
///   callers; only callers of our own have none
/// @param standing whether what a token was granted to is still as it was, as far as its issuer
///   tells us
record Issuer(
        String name,
        JwtDecoder decoder,
        RoleClaim roles,
        OrgClaimsProperties orgs,
        String namePrefix,
        Function<Jwt, Supplier<Standing>> standing) {

    /// In which tokens name the client of an outside system whose users their caller may act on.
    static final String CLIENT_CLAIM = "client";

    /// @throws org.springframework.security.oauth2.jwt.BadJwtException if the token is not good
    /// @throws org.springframework.security.oauth2.jwt.JwtException if that cannot be told now
    VerifiedToken verify(String token) {
        Jwt verified = decoder.decode(token);
        Caller caller =
                new Caller(
                        namePrefix + verified.getSubject(),
                        roles.rolesIn(verified.getClaims()),
                        orgs.identityIn(verified.getClaims()),
                        namePrefix.isEmpty(),
                        client(verified));
        return new VerifiedToken(
                caller,
                requireNonNull(verified.getExpiresAt(), "refused without expiry"),
                namePrefix.isEmpty() ? verified.getClaimAsString(OwnIssuer.REVISION_CLAIM) : null,
                standing.apply(verified));
    }

    /// Whatever it is, it is a name: one that cannot be read must not pass for none.
    private static @Nullable String client(Jwt token) {
        Object named = token.getClaims().get(CLIENT_CLAIM);
        return named == null ? null : String.valueOf(named);
    }
}

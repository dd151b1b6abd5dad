package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.switchboard.domain.identity.Role;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/// Valid tokens that no account of this hub gets: they name a client that need not be configured,
/// or have claims that only other issuers set.
public final class ClientTokens {

    private final OwnKey key;
    private final Clock clock;

    ClientTokens(OwnKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    public String of(String client, Role role) {
        return with(claims ->
                claims.claim("roles", List.of(role.name())).claim(OwnIssuer.CLIENT_CLAIM, client));
    }

    /// A token without a client.
    public String ofNone(Role role) {
        return with(claims -> claims.claim("roles", List.of(role.name())));
    }

    /// A token without a role.
    public String withoutRoles(String org, long user) {
        return with(claims ->
                claims.claim("roles", List.of())
                        .claim(OrgClaimsProperties.ORG, org)
                        .claim(OrgClaimsProperties.USER, user));
    }

    /// A token with an organisation and no user of it.
    public String withoutUser(String org, Role role) {
        return with(claims ->
                claims.claim("roles", List.of(role.name())).claim(OrgClaimsProperties.ORG, org));
    }

    private String with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return new TokenMaker(
                        key.get().pair(), OwnIssuer.NAME, OwnIssuer.TOKEN_TYPE, clock.instant())
                .token(change);
    }
}

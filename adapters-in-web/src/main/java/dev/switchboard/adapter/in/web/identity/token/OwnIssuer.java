package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// The hub as an issuer of tokens: `POST /v1/authenticate` mints them.
final class OwnIssuer {

    static final String NAME = "switchboard";
    static final String AUDIENCE = "switchboard";
    static final String ROLES_CLAIM = "roles";
    static final String REVISION_CLAIM = "rev";
    static final String CLIENT_CLAIM = "client";
    static final JOSEObjectType TOKEN_TYPE = new JOSEObjectType("at+jwt");

    private OwnIssuer() {}

    /// Accepts tokens that `key` signed, as long as their accounts are unchanged.
    ///
    /// @param key throws if the key is unknown because the store does not answer
    static Issuer of(Supplier<SigningKey> key, AccountStandings accounts, Clock clock) {
        TokenSignature signature =
                new TokenSignature(
                        Set.of(JWSAlgorithm.RS256),
                        (selector, _) -> selector.select(key.get().publicKeys(clock.instant())),
                        new DefaultJOSEObjectTypeVerifier<>(TOKEN_TYPE));
        JwtDecoder decoder = signature.decoder(TokenRules.of(NAME, AUDIENCE, clock));
        return new Issuer(
                NAME,
                token -> {
                    // Before the decoder does it: it takes any failure for that of the token.
                    var _ = key.get();
                    return decoder.decode(token);
                },
                new RoleClaim(ROLES_CLAIM),
                OrgClaimsProperties.OURS,
                CLIENT_CLAIM,
                "",
                token -> standing(token, accounts));
    }

    /// A token without a revision, as in early versions, is no longer valid.
    private static Supplier<Standing> standing(Jwt token, AccountStandings accounts) {
        String subject = token.getSubject();
        String revision = token.getClaimAsString(REVISION_CLAIM);
        return subject == null || revision == null
                ? () -> Standing.ENDED
                : () -> accounts.check(subject, revision);
    }
}

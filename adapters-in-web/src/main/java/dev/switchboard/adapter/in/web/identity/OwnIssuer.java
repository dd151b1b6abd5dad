package dev.switchboard.adapter.in.web.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.time.Clock;
import java.util.Set;

/// We as the issuer of tokens: `POST /v1/authenticate` mints them.
final class OwnIssuer {

    static final String NAME = "switchboard";
    static final String AUDIENCE = "switchboard";
    static final String ROLES_CLAIM = "roles";
    static final JOSEObjectType TOKEN_TYPE = new JOSEObjectType("at+jwt");

    private OwnIssuer() {}

    /// Takes tokens that `key` signed, and no others.
    static Issuer of(RSAKey key, Clock clock) {
        TokenSignature signature =
                new TokenSignature(
                        Set.of(JWSAlgorithm.RS256),
                        new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())),
                        new DefaultJOSEObjectTypeVerifier<>(TOKEN_TYPE));
        return new Issuer(
                NAME,
                signature.decoder(TokenRules.of(NAME, AUDIENCE, clock)),
                new RoleClaim(ROLES_CLAIM),
                "");
    }
}

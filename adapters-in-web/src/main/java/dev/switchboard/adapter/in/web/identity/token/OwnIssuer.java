package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.switchboard.application.port.in.identity.LogIn;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// We as the issuer of tokens: `POST /v1/authenticate` mints them.
final class OwnIssuer {

    static final String NAME = "switchboard";
    static final String AUDIENCE = "switchboard";
    static final String ROLES_CLAIM = "roles";
    static final JOSEObjectType TOKEN_TYPE = new JOSEObjectType("at+jwt");

    private static final OAuth2TokenValidatorResult ENDED =
            OAuth2TokenValidatorResult.failure(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "Its account is gone", null));

    private OwnIssuer() {}

    /// Takes tokens that `key` signed and whose account is still there, and no others.
    static Issuer of(RSAKey key, LogIn logIn, Clock clock) {
        TokenSignature signature =
                new TokenSignature(
                        Set.of(JWSAlgorithm.RS256),
                        new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())),
                        new DefaultJOSEObjectTypeVerifier<>(TOKEN_TYPE));
        return new Issuer(
                NAME,
                signature.decoder(
                        new DelegatingOAuth2TokenValidator<>(
                                TokenRules.of(NAME, AUDIENCE, clock),
                                token -> standing(token, logIn))),
                new RoleClaim(ROLES_CLAIM),
                "");
    }

    private static OAuth2TokenValidatorResult standing(Jwt token, LogIn logIn) {
        String subject = token.getSubject();
        Instant issuedAt = token.getIssuedAt();
        if (subject == null || issuedAt == null) {
            return ENDED;
        }
        return switch (logIn.standing(subject, issuedAt)) {
            case GOOD -> OAuth2TokenValidatorResult.success();
            case ENDED -> ENDED;
        };
    }
}

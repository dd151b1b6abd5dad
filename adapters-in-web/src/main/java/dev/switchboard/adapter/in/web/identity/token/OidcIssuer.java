package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// A configured OpenID Connect issuer. Few issuers type their access tokens as RFC 9068 requires,
/// so the usual types are accepted, and recognisable ID tokens are refused.
final class OidcIssuer {

    private static final String NAME_PREFIX = "oidc:";

    private static final OAuth2TokenValidatorResult ID_TOKEN =
            OAuth2TokenValidatorResult.failure(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "This is an ID token", null));

    private OidcIssuer() {}

    static Issuer of(Oidc settings, OrgClaimsProperties orgs, KeySetPage page, Clock clock) {
        TokenSignature signature =
                new TokenSignature(
                        Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                        new CachedKeySet(page, clock),
                        new DefaultJOSEObjectTypeVerifier<>(
                                OwnIssuer.TOKEN_TYPE,
                                new JOSEObjectType("application/at+jwt"),
                                JOSEObjectType.JWT,
                                null));
        OAuth2TokenValidator<Jwt> rules =
                new DelegatingOAuth2TokenValidator<>(
                        TokenRules.of(settings.issuerUri(), settings.audience(), clock),
                        OidcIssuer::refuseIdTokens);
        return new Issuer(
                settings.issuerUri(),
                signature.decoder(rules),
                new RoleClaim(settings.rolesClaim()),
                orgs,
                settings.clientClaim(),
                NAME_PREFIX,
                _ -> () -> Standing.GOOD);
    }

    private static OAuth2TokenValidatorResult refuseIdTokens(Jwt token) {
        return saysSo(token.getClaims()) ? ID_TOKEN : OAuth2TokenValidatorResult.success();
    }

    /// `nonce` and the hashes occur only in ID tokens; `typ` is Keycloak's, `token_use` Cognito's.
    private static boolean saysSo(Map<String, Object> claims) {
        return Stream.of("nonce", "at_hash", "c_hash").anyMatch(claims::containsKey)
                || Stream.of("typ", "token_use")
                        .map(name -> String.valueOf(claims.get(name)).toLowerCase(Locale.ROOT))
                        .anyMatch("id"::equals);
    }
}

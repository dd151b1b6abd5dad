package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /// An issuer's keys, fetched when they are old or a token names an unknown one: at most once a
    /// minute, however many unknown keys tokens name. While the issuer is away, the known keys are
    /// used for an hour; after that nobody is admitted.
    static final class CachedKeySet implements JWKSource<SecurityContext> {

        static final Duration FRESH = Duration.ofMinutes(5);
        static final Duration USABLE = Duration.ofHours(1);
        static final Duration PAUSE = Duration.ofMinutes(1);
        static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

        private record Held(JWKSet keys, Instant since) {

            boolean youngerThan(Duration age, Instant now) {
                return now.isBefore(since.plus(age));
            }
        }

        private final KeySetPage page;
        private final Clock clock;
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Held held;
        private volatile Instant nextFetch = Instant.MIN;

        CachedKeySet(KeySetPage page, Clock clock) {
            this.page = page;
            this.clock = clock;
        }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
                throws RemoteKeySourceException {
            Held atHand = held;
            if (atHand != null && atHand.youngerThan(FRESH, clock.instant())) {
                List<JWK> known = selector.select(atHand.keys());
                if (!known.isEmpty()) {
                    return known;
                }
            }
            refresh();
            return selector.select(usable());
        }

        private JWKSet usable() throws RemoteKeySourceException {
            Held atHand = held;
            if (atHand != null && atHand.youngerThan(USABLE, clock.instant())) {
                return atHand.keys();
            }
            throw new RemoteKeySourceException("The issuer's keys could not be fetched", null);
        }

        private void refresh() {
            fetching.lock();
            try {
                if (!clock.instant().isBefore(nextFetch)) {
                    fetch();
                }
            } finally {
                fetching.unlock();
            }
        }

        private void fetch() {
            try {
                held = new Held(page.fetch(), clock.instant());
                nextFetch = clock.instant().plus(PAUSE);
            } catch (IOException | ParseException e) {
                nextFetch = clock.instant().plus(PAUSE_AFTER_FAILURE);
            }
        }
    }
}

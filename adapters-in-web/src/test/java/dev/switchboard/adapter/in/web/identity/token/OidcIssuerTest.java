package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.identity.token.OidcIssuer.CachedKeySet;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Tokens of a configured issuer: forged, from other issuers, and while the issuer is away.
class OidcIssuerTest {

    private static final String ISSUER = "https://login.example/realms/hub";
    private static final OrgClaimsProperties ORGS =
            new OrgClaimsProperties(List.of("org"), List.of("user"));
    private static final RSAKey SECOND_KEY = TokenMaker.newKey();

    private final MutableClock clock = new MutableClock();
    private final Page page = new Page();
    private TokenAuthentication authentication = reading("roles");

    @Test
    void takesItsTokensAndNamesTheirCallersApartFromOurs() {
        Caller caller = caller(maker(JOSEObjectType.JWT).token());

        assertThat(caller.getName()).isEqualTo("oidc:ada");
        assertThat(caller.roles()).containsExactly(Role.SERVICE);
    }

    @Test
    void readsWhoItsCallersAreInAnOrganisation() {
        String token =
                maker(JOSEObjectType.JWT)
                        .token(claims -> claims.claim("org", "12345").claim("user", 67890));

        assertThat(caller(token).identity()).isEqualTo(new OrgIdentity("12345", 67890));
        assertThat(caller(maker(JOSEObjectType.JWT).token()).identity()).isNull();
    }

    @Test
    void readsTheOrganisationOfABackEndThatIsNoUserOfIt() {
        String backEnd = maker(JOSEObjectType.JWT).token(claims -> claims.claim("org", "12345"));
        String person =
                maker(JOSEObjectType.JWT)
                        .token(claims ->
                                claims.claim("org", "12345").claim("roles", List.of("ADMIN")));

        assertThat(caller(backEnd).identity()).isNull();
        assertThat(caller(backEnd).org()).isEqualTo("12345");
        assertThat(caller(person).org()).isNull();
    }

    @Test
    void readsWhichClientTheyAreOf() {
        String token = maker(JOSEObjectType.JWT).token(claims -> claims.claim("company", "acme"));
        String other = maker(JOSEObjectType.JWT).token(claims -> claims.claim("client", "acme"));

        assertThat(caller(token).client()).isEqualTo("acme");
        assertThat(caller(other).client()).isNull();
        assertThat(caller(maker(JOSEObjectType.JWT).token()).client()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "application/at+jwt", "JWT", "jwt"})
    void takesTheUsualTypes(String type) {
        assertThat(caller(maker(new JOSEObjectType(type)).token()).roles()).isNotEmpty();
    }

    @Test
    void takesSignaturesOnEllipticCurves() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
        page.keys.add(key.toPublicJWK());

        assertThat(caller(maker(key).token()).getName()).isEqualTo("oidc:ada");
    }

    @Test
    void stillTakesOurOwnTokens() {
        var own = new TokenMaker(SECOND_KEY, OwnIssuer.NAME, OwnIssuer.TOKEN_TYPE, clock.instant());

        assertThat(caller(own.token()).getName()).isEqualTo("ada");
    }

    @Test
    void refusesItsTokensInOurName() {
        refuses(
                new TokenMaker(
                                TokenMaker.KEY,
                                OwnIssuer.NAME,
                                OwnIssuer.TOKEN_TYPE,
                                clock.instant())
                        .token());
    }

    @Test
    void readsRolesInsideAnObject() {
        authentication = reading("realm_access.roles");
        String token =
                maker(JOSEObjectType.JWT)
                        .token(c -> c.claim("realm_access", Map.of("roles", List.of("admin"))));

        assertThat(caller(token).roles()).containsExactlyInAnyOrder(Role.ADMIN, Role.AGENT);
    }

    @Test
    void readsRolesFromAClaimWithDotsInItsName() {
        authentication = reading("https://hub.example/roles");
        String token =
                maker(JOSEObjectType.JWT)
                        .token(c -> c.claim("https://hub.example/roles", "yalo other"));

        assertThat(caller(token).roles()).containsExactly(Role.YALO);
    }

    @Nested
    class IdTokens {

        @ParameterizedTest
        @ValueSource(strings = {"nonce", "at_hash", "c_hash"})
        void refusesClaimsThatOnlyTheyHave(String claim) {
            refuses(claims -> claims.claim(claim, "x"));
        }

        @Test
        void refusesTokensThatSayTheyAre() {
            refuses(claims -> claims.claim("typ", "ID"));
            refuses(claims -> claims.claim("token_use", "id"));
        }

        @Test
        void refusesTokensForTheClientInsteadOfUs() {
            refuses(claims -> claims.audience("some-client"));
        }

        private void refuses(UnaryOperator<JWTClaimsSet.Builder> change) {
            OidcIssuerTest.this.refuses(maker(JOSEObjectType.JWT).token(change));
        }
    }

    @Nested
    class Keys {

        @Test
        void areFetchedWhenTheyAreNeeded() {
            assertThat(page.fetched).isZero();

            caller(maker(JOSEObjectType.JWT).token());
            caller(maker(JOSEObjectType.JWT).token(c -> c.subject("bob")));

            assertThat(page.fetched).isEqualTo(1);
        }

        @Test
        void areFetchedOnceAMinuteHoweverManyUnknownOnesAreNamed() {
            for (int i = 0; i < 100; i++) {
                RSAKey unknown = new RSAKey.Builder(SECOND_KEY).keyID("kid-" + i).build();
                refuses(maker(unknown).token());
            }

            assertThat(page.fetched).isEqualTo(1);

            clock.advance(Duration.ofSeconds(60));
            refuses(maker(SECOND_KEY).token());

            assertThat(page.fetched).isEqualTo(2);
        }

        @Test
        void areFetchedAnewWhenTheIssuerRotates() {
            caller(maker(JOSEObjectType.JWT).token());
            page.keys.add(SECOND_KEY.toPublicJWK());
            clock.advance(Duration.ofSeconds(60));

            assertThat(caller(maker(SECOND_KEY).token()).getName()).isEqualTo("oidc:ada");
        }

        @Test
        void areForgottenWhenTheIssuerWithdrawsThem() {
            caller(maker(JOSEObjectType.JWT).token());
            page.keys.clear();
            page.keys.add(SECOND_KEY.toPublicJWK());
            clock.advance(CachedKeySet.FRESH.plusSeconds(1));

            refuses(maker(JOSEObjectType.JWT).token(c -> c.subject("bob")));
        }

        @Test
        void serveOnWhileTheIssuerIsAway() {
            caller(maker(JOSEObjectType.JWT).token());
            page.down = true;
            clock.advance(Duration.ofMinutes(59));

            assertThat(caller(maker(JOSEObjectType.JWT).token()).getName()).isEqualTo("oidc:ada");
        }

        @Test
        void letNobodyInOnceTheyAreTooOld() {
            caller(maker(JOSEObjectType.JWT).token());
            page.down = true;
            clock.advance(Duration.ofMinutes(61));

            assertThatExceptionOfType(AuthenticationServiceException.class)
                    .isThrownBy(() -> caller(maker(JOSEObjectType.JWT).token()));
        }

        @Test
        void letNobodyInBeforeTheyWereEverFetchedAndHealAlone() {
            page.down = true;
            assertThatExceptionOfType(AuthenticationServiceException.class)
                    .isThrownBy(() -> caller(maker(JOSEObjectType.JWT).token()));

            page.down = false;
            clock.advance(Duration.ofSeconds(5));

            assertThat(caller(maker(JOSEObjectType.JWT).token()).getName()).isEqualTo("oidc:ada");
        }
    }

    private TokenMaker maker(JOSEObjectType type) {
        return new TokenMaker(TokenMaker.KEY, ISSUER, type, clock.instant());
    }

    private TokenMaker maker(JWK key) {
        return new TokenMaker(key, ISSUER, JOSEObjectType.JWT, clock.instant());
    }

    private void refuses(String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> caller(token));
    }

    private Caller caller(String token) {
        return (Caller) authentication.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private TokenAuthentication reading(String rolesClaim) {
        Oidc settings = new Oidc(ISSUER, null, "switchboard", rolesClaim, "company");
        List<Issuer> issuers =
                List.of(
                        OwnIssuer.of(() -> SigningKey.only(SECOND_KEY), new FakeStanding(), clock),
                        OidcIssuer.of(settings, ORGS, page, clock));
        return TestVerifier.authentication(TestVerifier.of(issuers.toArray(Issuer[]::new)), clock);
    }

    private static final class Page implements KeySetPage {

        private final List<JWK> keys = new ArrayList<>(List.of(TokenMaker.KEY.toPublicJWK()));
        private int fetched;
        private boolean down;

        @Override
        public JWKSet fetch() throws IOException {
            fetched++;
            if (down) {
                throw new IOException("away");
            }
            return new JWKSet(keys);
        }
    }
}

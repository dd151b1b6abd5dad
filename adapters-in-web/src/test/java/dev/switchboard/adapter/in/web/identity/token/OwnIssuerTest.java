package dev.switchboard.adapter.in.web.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.application.fakes.InMemorySigningKeys;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// The hub's own tokens: forged, expired, for other audiences.
class OwnIssuerTest {

    private final MutableClock clock = new MutableClock();
    private final FakeStanding accounts = new FakeStanding();
    private final TokenMaker maker =
            new TokenMaker(TokenMaker.KEY, OwnIssuer.NAME, OwnIssuer.TOKEN_TYPE, clock.instant());
    private final TokenAuthentication authentication =
            TestVerifier.authentication(
                    TestVerifier.of(
                            OwnIssuer.of(() -> SigningKey.only(TokenMaker.KEY), accounts, clock)),
                    clock);

    @Test
    void takesWhatItMints() {
        var account =
                new Account(
                        new Username("root"),
                        new Secret("hash"),
                        Set.of(Role.ADMIN, Role.YALO),
                        new OrgIdentity("12345", 67890),
                        clock.instant(),
                        "r-7");
        accounts.end("root", "r-6");
        var tokens =
                new NimbusAccessTokens(() -> SigningKey.only(TokenMaker.KEY), new SequentialIds());

        Caller caller = caller(tokens.mint(account, clock.instant()).reveal());

        assertThat(caller.getName()).isEqualTo("root");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.ADMIN, Role.YALO, Role.AGENT);
        assertThat(caller.identity()).isEqualTo(new OrgIdentity("12345", 67890));

        accounts.end("root", "r-7");
        Secret ended = tokens.mint(account, clock.instant());
        refuses(ended.reveal());
    }

    /// Not taken for a failure of the token, which would end the session.
    @Test
    void cannotTellWhileItsKeyIsUnknown() {
        Outage outage = new Outage();
        outage.begin();
        OwnKey away = new OwnKey(new InMemorySigningKeys(outage));
        Issuer issuer = OwnIssuer.of(away, accounts, clock);

        assertThatThrownBy(() -> issuer.verify(maker.token()))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void namesTheClientOfAnAccount() {
        var account =
                new Account(
                        new Username("acme-bot"),
                        new Secret("hash"),
                        Set.of(Role.YALO),
                        null,
                        clock.instant(),
                        "r-7",
                        "acme");
        var tokens =
                new NimbusAccessTokens(() -> SigningKey.only(TokenMaker.KEY), new SequentialIds());

        Secret token = tokens.mint(account, clock.instant());

        assertThat(caller(token.reveal()).client()).isEqualTo("acme");
        assertThat(caller(maker.token()).client()).isNull();
    }

    /// An unreadable claim must not count as missing.
    @Test
    void readsAClientWhateverItIs() {
        String number = maker.token(claims -> claims.claim("client", 7));
        String list = maker.token(claims -> claims.claim("client", List.of("acme")));

        assertThat(caller(number).client()).isEqualTo("7");
        assertThat(caller(list).client()).isEqualTo("[acme]");
    }

    @Test
    void takesAGoodToken() {
        assertThat(caller(maker.token()).roles()).containsExactly(Role.SERVICE);
    }

    @Test
    void refusesATokenWhoseAccountWasChanged() {
        accounts.end("ada", "r-1");

        refuses(maker.token());
        takes(claims -> claims.claim("rev", "r-2"));
    }

    @Test
    void refusesATokenWithoutARevision() {
        refuses(claims -> claims.claim("rev", null));
    }

    /// Clients of the original read these claims.
    @Test
    void namesOrganisationAndUserAsTheOriginalDoes() throws Exception {
        var account =
                new Account(
                        new Username("root"),
                        new Secret("hash"),
                        Set.of(Role.AGENT),
                        new OrgIdentity("12345", 67890),
                        clock.instant(),
                        "r-7");
        var tokens =
                new NimbusAccessTokens(() -> SigningKey.only(TokenMaker.KEY), new SequentialIds());

        Secret token = tokens.mint(account, clock.instant());

        JWTClaimsSet claims = SignedJWT.parse(token.reveal()).getJWTClaimsSet();
        assertThat(claims.getClaims())
                .containsEntry("natterboxOrgId", "12345")
                .containsEntry("natterboxUserId", "67890");
    }

    @Test
    void believesNoOtherClaimsOfOrganisationAndUser() {
        String token =
                maker.token(claims ->
                        claims.claim("https://natterbox.com/claim/orgId", "12345")
                                .claim("https://natterbox.com/claim/userId", "1"));

        assertThat(caller(token).identity()).isNull();
    }

    @Test
    void countsTheAgentIntoTheSupervisor() {
        String token = maker.token(claims -> claims.claim("roles", List.of("SUPERVISOR")));

        assertThat(caller(token).roles()).containsExactlyInAnyOrder(Role.SUPERVISOR, Role.AGENT);
    }

    @Nested
    class Signatures {

        @ParameterizedTest
        @ValueSource(strings = {"none", "nOnE", "NONE"})
        void refusesATokenWithout(String algorithm) {
            String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\"}";

            refuses(base64(header) + "." + maker.token().split("\\.", -1)[1] + ".");
        }

        @Test
        void refusesATokenOfAnotherKey() {
            refuses(
                    new TokenMaker(
                                    TokenMaker.newKey(),
                                    OwnIssuer.NAME,
                                    OwnIssuer.TOKEN_TYPE,
                                    clock.instant())
                            .token());
        }

        @Test
        void refusesAMacMadeWithThePublicKey() throws Exception {
            byte[] publicKey = TokenMaker.KEY.toRSAPublicKey().getEncoded();
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(OwnIssuer.TOKEN_TYPE).build();
            var token = new SignedJWT(header, JWTClaimsSet.parse(payloadOf(maker.token())));
            token.sign(new MACSigner(publicKey));

            refuses(token.serialize());
        }

        @Test
        void refusesAChangedPayload() {
            String[] parts = maker.token().split("\\.", -1);
            String changed = payloadOf(maker.token()).replace("SERVICE", "ADMIN");

            refuses(parts[0] + "." + base64(changed) + "." + parts[2]);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "a.b.c", "..", "a.b.c.d.e"})
        void refusesWhatIsNoToken(String token) {
            refuses(token);
        }

        private static String payloadOf(String token) {
            return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
        }

        private static String base64(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
        }
    }

    @Nested
    class Times {

        @Test
        void takesATokenThatExpiredLessThanAMinuteAgo() {
            takes(claims -> claims.expirationTime(in(-59)));
        }

        @Test
        void refusesATokenThatExpiredOverAMinuteAgo() {
            refuses(claims -> claims.expirationTime(in(-61)));
        }

        @Test
        void refusesATokenThatNeverExpires() {
            refuses(claims -> claims.expirationTime(null));
        }

        @Test
        void takesATokenThatIsGoodInLessThanAMinute() {
            takes(claims -> claims.notBeforeTime(in(59)));
        }

        @Test
        void refusesATokenThatIsGoodInOverAMinute() {
            refuses(claims -> claims.notBeforeTime(in(61)));
        }

        @Test
        void refusesATokenItHasTakenOnceItHasExpired() {
            String token = maker.token(claims -> claims.expirationTime(in(10)));
            caller(token);

            clock.advance(Duration.ofSeconds(71));

            refuses(token);
        }

        private Date in(int seconds) {
            return Date.from(clock.instant().plusSeconds(seconds));
        }
    }

    @Nested
    class Claims {

        @Test
        void refusesAnotherIssuersToken() {
            refuses(claims -> claims.issuer("https://evil.example"));
        }

        @Test
        void refusesATokenWithoutAnIssuer() {
            refuses(claims -> claims.issuer(null));
        }

        @Test
        void refusesATokenForSomebodyElse() {
            refuses(claims -> claims.audience("somebody-else"));
        }

        @Test
        void refusesATokenForNobody() {
            refuses(claims -> claims.claim("aud", null));
        }

        @Test
        void refusesATokenOfNobody() {
            refuses(claims -> claims.subject(null));
        }

        @Test
        void refusesAnIdToken() {
            refuses(
                    new TokenMaker(
                                    TokenMaker.KEY,
                                    OwnIssuer.NAME,
                                    JOSEObjectType.JWT,
                                    clock.instant())
                            .token());
        }

        @Test
        void givesNoRoleForANameItDoesNotKnow() {
            String token = maker.token(claims -> claims.claim("roles", List.of("EMPEROR")));

            assertThat(caller(token).roles()).isEmpty();
        }
    }

    private void takes(UnaryOperator<JWTClaimsSet.Builder> change) {
        assertThat(caller(maker.token(change)).getName()).isEqualTo("ada");
    }

    private void refuses(UnaryOperator<JWTClaimsSet.Builder> change) {
        refuses(maker.token(change));
    }

    private void refuses(String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> caller(token));
    }

    private Caller caller(String token) {
        return (Caller) authentication.authenticate(new BearerTokenAuthenticationToken(token));
    }
}

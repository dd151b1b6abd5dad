package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.request.KnownAddresses;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class TokenAuthenticationTest {

    private final MutableClock clock = new MutableClock();
    private final AtomicInteger verified = new AtomicInteger();
    private final FakeStanding standing = new FakeStanding();
    private final TokenMaker maker =
            new TokenMaker(TokenMaker.KEY, OwnIssuer.NAME, OwnIssuer.TOKEN_TYPE, clock.instant());
    private final KnownAddresses addresses = new KnownAddresses(clock);
    private final TokenAuthentication authentication =
            TestVerifier.authentication(TestVerifier.of(counting()), addresses, clock);

    @Test
    void verifiesATokenOnceAMinute() {
        String token = maker.token();

        authenticate(token);
        authenticate(token);
        clock.advance(Duration.ofSeconds(59));
        authenticate(token);

        assertThat(verified).hasValue(1);

        clock.advance(Duration.ofSeconds(2));
        authenticate(token);

        assertThat(verified).hasValue(2);
    }

    @Test
    void verifiesATokenAnewFromItsExpiryOn() {
        String token =
                maker.token(claims ->
                        claims.expirationTime(Date.from(clock.instant().plusSeconds(10))));
        authenticate(token);

        clock.advance(Duration.ofSeconds(11));
        authenticate(token);

        assertThat(verified).hasValue(2);
    }

    @Test
    void makesAnAddressKnownByAGoodToken() {
        BearerTokenAuthenticationToken good = bearer(maker.token());
        good.setDetails("192.0.2.1");
        BearerTokenAuthenticationToken bad = bearer("bad");
        bad.setDetails("192.0.2.2");

        authentication.authenticate(good);

        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> authentication.authenticate(bad));
        assertThat(addresses.contain("192.0.2.1")).isTrue();
        assertThat(addresses.contain("192.0.2.2")).isFalse();
    }

    @Test
    void remembersNoBadToken() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InvalidBearerTokenException.class)
                    .isThrownBy(() -> authenticate(maker.token(c -> c.audience("other"))));
        }

        assertThat(verified).hasValue(2);
    }

    @Test
    void refusesATokenItHasTakenAsSoonAsItsAccountChanges() {
        String token = maker.token();
        authenticate(token);

        standing.end("ada", "r-1");

        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> authenticate(token));
        assertThat(authenticate(maker.token(claims -> claims.claim("rev", "r-2"))).getName())
                .isEqualTo("ada");
    }

    @Test
    void saysThatNobodyCanTellWhileTheStoreIsAway() {
        String taken = maker.token();
        authenticate(taken);
        standing.leave();

        for (String token : List.of(taken, maker.token(claims -> claims.jwtID("other")))) {
            assertThatExceptionOfType(AuthenticationServiceException.class)
                    .isThrownBy(() -> authenticate(token))
                    .withCauseInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void letsInWhomItKnewWhereTheOutageItselfIsShown() {
        String taken = maker.token();
        String unknown = maker.token(claims -> claims.claim("rev", "r-2"));
        authenticate(taken);
        standing.leave();

        assertThat(authentication.authenticateInOutage(bearer(taken)).getName()).isEqualTo("ada");
        assertThatExceptionOfType(AuthenticationServiceException.class)
                .isThrownBy(() -> authentication.authenticateInOutage(bearer(unknown)));
    }

    @Test
    void tellsTokensApart() {
        String anothers = maker.token(claims -> claims.subject("bob"));

        assertThat(authenticate(maker.token()).getName()).isEqualTo("ada");
        assertThat(authenticate(anothers).getName()).isEqualTo("bob");
    }

    @Test
    void remembersSoManyTokensAndNoMore() {
        int many = 12_000;
        String token = maker.token();
        Jwt read = own().decoder().decode(token);
        TokenAuthentication unsigned =
                TestVerifier.authentication(TestVerifier.of(counting(_ -> read)), addresses, clock);

        for (int i = 0; i < 2 * many; i++) {
            unsigned.authenticate(bearer(token + i % many));
        }

        assertThat(verified).hasValueGreaterThanOrEqualTo(2 * many - 10_000);
    }

    private Caller authenticate(String token) {
        return (Caller) authentication.authenticate(bearer(token));
    }

    private static BearerTokenAuthenticationToken bearer(String token) {
        return new BearerTokenAuthenticationToken(token);
    }

    private Issuer own() {
        return OwnIssuer.of(() -> SigningKey.only(TokenMaker.KEY), standing, clock);
    }

    private Issuer counting() {
        return counting(own().decoder());
    }

    private Issuer counting(JwtDecoder decoder) {
        Issuer own = own();
        JwtDecoder counting =
                token -> {
                    verified.incrementAndGet();
                    return decoder.decode(token);
                };
        return new Issuer(
                own.name(),
                counting,
                own.roles(),
                own.orgs(),
                own.clientClaim(),
                own.namePrefix(),
                own.standing());
    }
}

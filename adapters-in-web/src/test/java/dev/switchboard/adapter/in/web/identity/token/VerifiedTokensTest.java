package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.identity.TokenCheck.Refused;
import dev.switchboard.application.port.out.identity.TokenCheck.Verified;
import dev.switchboard.domain.identity.Role;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private final MutableClock clock = new MutableClock();
    private final FakeStanding accounts = new FakeStanding();
    private final TokenMaker maker =
            new TokenMaker(TokenMaker.KEY, OwnIssuer.NAME, OwnIssuer.TOKEN_TYPE, clock.instant());
    private final VerifiedTokens tokens =
            new VerifiedTokens(
                    TestVerifier.of(
                            OwnIssuer.of(() -> SigningKey.only(TokenMaker.KEY), accounts, clock)));

    @Test
    void sayWhatAGoodTokenSays() {
        assertThat(tokens.verify(maker.token()))
                .isEqualTo(
                        new Verified(
                                "ada",
                                Set.of(Role.SERVICE),
                                null,
                                null,
                                clock.instant().plus(Duration.ofHours(1)),
                                "r-1"));
    }

    @Test
    void tellATokenWhoseTimeIsOverFromABadOne() {
        Date past = Date.from(clock.instant().minus(Duration.ofMinutes(5)));
        String expired = maker.token(claims -> claims.expirationTime(past));

        assertThat(tokens.verify(expired)).isEqualTo(new Refused(true));
        assertThat(tokens.verify(expired + "x")).isEqualTo(new Refused(false));
        assertThat(tokens.verify("no token")).isEqualTo(new Refused(false));
    }

    @Test
    void tellNobodyThatATokenHasExpiredInWhichMoreIsWrong() {
        Date past = Date.from(clock.instant().minus(Duration.ofMinutes(5)));

        assertThat(
                        tokens.verify(
                                maker.token(
                                        claims -> claims.expirationTime(past).audience("others"))))
                .isEqualTo(new Refused(false));
        assertThat(tokens.verify(maker.token(claims -> claims.expirationTime(null))))
                .isEqualTo(new Refused(false));
    }

    @Test
    void refuseATokenWhoseAccountWasChanged() {
        accounts.end("ada", "r-1");

        assertThat(tokens.verify(maker.token())).isEqualTo(new Refused(false));
    }
}

package dev.switchboard.adapter.out.upstreams.pega;

import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static dev.switchboard.adapter.out.upstreams.pega.Connections.SHORT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.DeskTokens.TokenStatus;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tokens that prove a desk, even while its secret changes.
class WebhookTokensTest {

    private static final long NOW = 1_763_632_800;
    private static final Target DESK = new Target(Target.Kind.DESK, "pega/default");
    private static final TokenStatus GENUINE = new TokenStatus.Genuine(DESK);
    private static final TokenStatus REFUSED = new TokenStatus.Refused();
    private static final TokenStatus UNREADABLE = new TokenStatus.Unreadable();

    private final WebhookTokens tokens = tokens(Connections.issuing("conn-1", LONG_SECRET));

    private static WebhookTokens tokens(PegaConnection... connections) {
        return new WebhookTokens(
                List.of(connections),
                new TokenWindow(Duration.ofMinutes(5), Duration.ofMinutes(1)),
                new MutableClock(Instant.ofEpochSecond(NOW)));
    }

    private static String claims(String more) {
        return "{\"iss\":\"conn-1\"" + more + "}";
    }

    private static String good() {
        return TestToken.of(claims(",\"iat\":" + NOW), LONG_SECRET);
    }

    private TokenStatus verifyClaims(String claims) {
        return tokens.verify(TestToken.of(claims, LONG_SECRET));
    }

    private TokenStatus verifyHeader(String header) {
        return tokens.verify(new TestToken(header, claims(",\"iat\":" + NOW), LONG_SECRET).text());
    }

    @Test
    void takesAGoodToken() {
        assertThat(tokens.verify(good())).isEqualTo(GENUINE);
    }

    @Test
    void takesNoTokenWhereNothingIsConfigured() {
        WebhookTokens nothing = tokens();

        assertThat(nothing.verify(good())).isEqualTo(new TokenStatus.NotConfigured());
        assertThat(nothing.verify(null)).isEqualTo(new TokenStatus.NotConfigured());
    }

    @Nested
    class Form {

        @Test
        void missesAToken() {
            assertThat(tokens.verify(null)).isEqualTo(UNREADABLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "x",
                    "a.b",
                    "a.b.c.d",
                    "e30.e30.e30=",
                    "..",
                    "e30..",
                    "e30.W10.AA",
                    "W10.e30.AA",
                    "e30.e3.AA",
                    "e30.e30.A",
                    "e30 .e30.AA"
                })
        void cannotReadWhatIsNoToken(String text) {
            assertThat(tokens.verify(text)).isEqualTo(UNREADABLE);
        }

        @Test
        void cannotReadAClaimThatIsMadeTwice() {
            TokenStatus status = verifyClaims(claims(",\"iat\":" + NOW + ",\"iss\":\"conn-1\""));

            assertThat(status).isEqualTo(UNREADABLE);
        }

        @Test
        void doesNotReadOverlongTokens() {
            String padding = "x".repeat(8 * 1024);

            assertThat(verifyClaims(claims(",\"iat\":" + NOW + ",\"p\":\"" + padding + "\"")))
                    .isEqualTo(UNREADABLE);
        }

        @Test
        void readsUnusualLettersInClaims() {
            assertThat(verifyClaims(claims(",\"iat\":" + NOW + ",\"sub\":\"Grüße 👋\"")))
                    .isEqualTo(GENUINE);
        }
    }

    @Nested
    class Signature {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\"}",
                    "{\"alg\":\"nOnE\"}",
                    "{\"alg\":\"hs256\"}",
                    "{\"alg\":\"HS512\"}",
                    "{\"alg\":\"RS256\"}",
                    "{\"alg\":[\"HS256\"]}",
                    "{}",
                    "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}"
                })
        void countsByOneAlgorithmOnly(String header) {
            assertThat(verifyHeader(header)).isEqualTo(REFUSED);
        }

        @Test
        void isMissedInATokenWithoutOne() {
            String none =
                    new TestToken("{\"alg\":\"none\"}", claims(",\"iat\":" + NOW), "").unsigned();
            String empty =
                    new TestToken(TestToken.HEADER, claims(",\"iat\":" + NOW), "").unsigned();

            assertThat(tokens.verify(none)).isEqualTo(REFUSED);
            assertThat(tokens.verify(empty)).isEqualTo(REFUSED);
        }

        @Test
        void isNotLookedForWhereTheTokenSays() {
            String header =
                    "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\",\"jku\":\"https://evil.example\","
                            + "\"x5u\":\"https://evil.example\",\"jwk\":{\"kty\":\"oct\"}}";

            assertThat(verifyHeader(header)).isEqualTo(GENUINE);
        }

        @Test
        void isRefusedByAnotherSecret() {
            assertThat(tokens.verify(TestToken.of(claims(",\"iat\":" + NOW), SHORT_SECRET)))
                    .isEqualTo(REFUSED);
        }

        @Test
        void isRefusedWithOneOtherBitOrOnePartLess() {
            String token = good();
            char last = token.charAt(token.length() - 2);
            String flipped =
                    token.substring(0, token.length() - 2)
                            + (last == 'A' ? 'B' : 'A')
                            + token.charAt(token.length() - 1);

            assertThat(tokens.verify(flipped)).isEqualTo(REFUSED);
            assertThat(tokens.verify(token.substring(0, token.length() - 4))).isEqualTo(REFUSED);
        }

        @Test
        void isTakenOfEveryActiveSecretUntilItIsRemoved() {
            String byOld = TestToken.of(claims(",\"iat\":" + NOW), SHORT_SECRET);
            WebhookTokens during = tokens(Connections.issuing("conn-1", LONG_SECRET, SHORT_SECRET));

            assertThat(during.verify(byOld)).isEqualTo(GENUINE);
            assertThat(during.verify(good())).isEqualTo(GENUINE);
            assertThat(tokens.verify(byOld)).isEqualTo(REFUSED);
        }
    }

    @Nested
    class Issuer {

        @ParameterizedTest
        @ValueSource(strings = {"\"conn-2\"", "\"CONN-1\"", "\"\"", "1", "null", "[\"conn-1\"]"})
        void mustBeAConnection(String issuer) {
            assertThat(verifyClaims("{\"iss\":" + issuer + ",\"iat\":" + NOW + "}"))
                    .isEqualTo(REFUSED);
        }

        @Test
        void mustBeThere() {
            assertThat(verifyClaims("{\"iat\":" + NOW + "}")).isEqualTo(REFUSED);
        }

        @Test
        void choosesTheConnectionAndItsSecrets() {
            WebhookTokens two =
                    tokens(
                            Connections.issuing("conn-1", LONG_SECRET),
                            Connections.connection(
                                    "second", "https://dms.example/", "conn-2", SHORT_SECRET));
            String claims = "{\"iss\":\"conn-2\",\"iat\":" + NOW + "}";

            assertThat(two.verify(TestToken.of(claims, SHORT_SECRET)))
                    .isEqualTo(
                            new TokenStatus.Genuine(new Target(Target.Kind.DESK, "pega/second")));
            assertThat(two.verify(TestToken.of(claims, LONG_SECRET))).isEqualTo(REFUSED);
        }
    }

    @Nested
    class Time {

        @ParameterizedTest
        @CsvSource({"0", "-300", "60"})
        void holdsInsideTheWindow(long offset) {
            assertThat(verifyClaims(claims(",\"iat\":" + (NOW + offset)))).isEqualTo(GENUINE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-301", "-300.5", "61", "60.5"})
        void isOverOrYetToComeOutsideOfIt(double offset) {
            assertThat(verifyClaims(claims(",\"iat\":" + (NOW + offset)))).isEqualTo(REFUSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ",\"iat\":null", ",\"iat\":\"1763632800\"", ",\"iat\":1e999"})
        void mustBeTold(String iat) {
            assertThat(verifyClaims(claims(iat))).isEqualTo(REFUSED);
        }

        @ParameterizedTest
        @CsvSource({
            "exp, -60, true",
            "exp, -61, false",
            "exp, 5000000, true",
            "nbf, 60, true",
            "nbf, 61, false",
            "nbf, -5000000, true"
        })
        void heedsFurtherLimits(String claim, long offset, boolean good) {
            String claims = claims(",\"iat\":" + NOW + ",\"" + claim + "\":" + (NOW + offset));

            assertThat(verifyClaims(claims)).isEqualTo(good ? GENUINE : REFUSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"exp\":\"never\"", "\"exp\":null", "\"nbf\":[]"})
        void refusesLimitsItCannotRead(String limit) {
            assertThat(verifyClaims(claims(",\"iat\":" + NOW + "," + limit))).isEqualTo(REFUSED);
        }
    }
}

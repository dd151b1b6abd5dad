package dev.switchboard.adapter.in.web.identity.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.port.out.identity.TokenCheck.Refused;
import dev.switchboard.application.port.out.identity.TokenCheck.Verified;
import dev.switchboard.domain.fuzz.Fuzz;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Any text sent as a token is accepted or refused, for requests and for sockets, and has no other
/// effect.
@ExtendWith(QuietLog.class)
class TokenFuzzTest {

    private static final int INPUTS = 4_000;
    private static final String ISSUER = "https://login.example";
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e999999999",
                    "\"\"",
                    "\"x\"",
                    "[]",
                    "{}",
                    "[[]]",
                    "{\"a\":{\"b\":[null]}}",
                    "\"none\"",
                    "\"dir\"",
                    "\"RS256\"",
                    "\"ES256\"",
                    "\"HS256\"",
                    "\"A128GCM\"",
                    "\"DEF\"",
                    "\"at+jwt\"",
                    "\"switchboard\"",
                    "\"" + ISSUER + "\"",
                    "[\"switchboard\",7]",
                    "[\"exp\"]",
                    "99999999999999999999");
    private static final List<String> HEADERS =
            List.of(
                    "alg",
                    "enc",
                    "typ",
                    "cty",
                    "kid",
                    "jku",
                    "jwk",
                    "x5u",
                    "x5c",
                    "x5t#S256",
                    "crit",
                    "b64",
                    "zip",
                    "epk",
                    "apu",
                    "p2c",
                    "iv",
                    "tag");
    private static final List<String> CLAIMS =
            List.of(
                    "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "roles", "rev", "client",
                    "org");

    private final MutableClock clock = new MutableClock();
    private final TokenVerifier verifier =
            TestVerifier.of(
                    OwnIssuer.of(() -> SigningKey.only(TokenMaker.KEY), new FakeStanding(), clock),
                    OidcIssuer.of(
                            new Oidc(ISSUER, null, "switchboard", "roles", "client"),
                            new OrgClaimsProperties(List.of("org"), List.of("user")),
                            () -> new JWKSet(TokenMaker.KEY.toPublicJWK()),
                            clock));
    private final TokenAuthentication requests = TestVerifier.authentication(verifier, clock);
    private final VerifiedTokens sockets = new VerifiedTokens(verifier);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA",
                "eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0.AAAA.AAAA.AAAA.AAAA",
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJzd2l0Y2hib2FyZCJ9.",
                "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA",
                "eyJhbGciOiJSUzI1NiJ9..AAAA",
                "..",
                "....",
                ""
            })
    void refusesWhatIsNoSignedToken(String token) {
        assertThatThrownBy(() ->
                        requests.authenticate(new BearerTokenAuthenticationToken(token + ".")))
                .isInstanceOf(InvalidBearerTokenException.class);
        assertThat(sockets.verify(token)).isEqualTo(new Refused(false));
        assertThat(requests.claims(token)).isFalse();
    }

    @Test
    void takesATokenCharacterByCharacter() {
        String token = maker(OwnIssuer.NAME).token();

        Fuzz.of("tokens")
                .seeds(token, "..", "....", "eyJhbGciOiJub25lIn0.e30.")
                .words(".", "..", "=", "eyJhbGciOiJub25lIn0", "eyJ", "bnVsbA")
                .inputs(INPUTS)
                .texts(text -> {
                    boolean taken = judge(text.isBlank() ? "x" : text);
                    // the last digit of base64 has bits that mean nothing
                    assertThat(!taken || text.strip().startsWith(signed(token))).isTrue();
                    return taken;
                });
    }

    private static String signed(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    /// Each line is a part of a token.
    @Test
    void judgesWhateverIsInAToken() {
        String key = TokenMaker.KEY.getKeyID();

        Fuzz.of("parts of tokens")
                .seeds(
                        "{\"alg\":\"RS256\",\"kid\":\""
                                + key
                                + "\",\"typ\":\"at+jwt\"}\n"
                                + "{\"iss\":\"switchboard\",\"sub\":\"ada\",\"exp\":4083685800}\nx",
                        "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}\n\nx\nx\nx",
                        "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"b64\":false}\n{\"iss\":\"\"}\nx")
                .words(VALUES.toArray(String[]::new))
                .words(
                        Stream.of(HEADERS, CLAIMS)
                                .flatMap(List::stream)
                                .map(name -> "\"" + name + "\":")
                                .toArray(String[]::new))
                .inputs(INPUTS)
                .texts(parts -> {
                    String token =
                            parts.lines()
                                    .map(TokenFuzzTest::encoded)
                                    .collect(Collectors.joining("."));
                    assertThat(judge(token + ".")).isFalse();
                    return requests.claims(token) || sockets.verify(token) instanceof Refused;
                });
    }

    /// An issuer may put anything into its claims.
    @Test
    void judgesClaimsOfAnyType() {
        for (String issuer : List.of(OwnIssuer.NAME, ISSUER)) {
            TokenMaker maker = maker(issuer);
            for (String claim : CLAIMS) {
                for (String value : VALUES) {
                    judge(maker.token(claims -> with(claims, claim, value)));
                }
            }
        }
    }

    private TokenMaker maker(String issuer) {
        return new TokenMaker(
                TokenMaker.KEY, issuer, new JOSEObjectType("at+jwt"), clock.instant());
    }

    private static JWTClaimsSet.Builder with(
            JWTClaimsSet.Builder claims, String name, String value) {
        try {
            Map<String, Object> parsed = JSONObjectUtils.parse("{\"" + name + "\":" + value + "}");
            return claims.claim(name, parsed.get(name));
        } catch (ParseException _) {
            return claims; // no issuer's library writes what it cannot read
        }
    }

    private boolean judge(String token) {
        try {
            assertThat(sockets.verify(token)).isInstanceOfAny(Verified.class, Refused.class);
            requests.claims(token);
            requests.authenticate(new BearerTokenAuthenticationToken(token));
            return true;
        } catch (AuthenticationException _) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(token, e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}

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
import dev.switchboard.application.port.out.identity.TokenCheck.Refused;
import dev.switchboard.application.port.out.identity.TokenCheck.Verified;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// Any text sent as a token is accepted or refused, for requests and for sockets, and has no other
/// effect.
class TokenFuzzTest {

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
    private final Random random = new Random(20261123);

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
    void refusesWhateverElseComes() {
        for (int i = 0; i < 4000; i++) {
            judge(forged());
        }
    }

    /// An issuer may put anything into its claims.
    @Test
    void judgesClaimsOfAnyType() {
        for (String issuer : List.of(OwnIssuer.NAME, ISSUER)) {
            TokenMaker maker =
                    new TokenMaker(
                            TokenMaker.KEY, issuer, new JOSEObjectType("at+jwt"), clock.instant());
            for (String claim : CLAIMS) {
                for (String value : VALUES) {
                    judge(maker.token(claims -> with(claims, claim, value)));
                }
            }
        }
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

    private void judge(String token) {
        try {
            assertThat(sockets.verify(token)).isInstanceOfAny(Verified.class, Refused.class);
            requests.claims(token);
            requests.authenticate(new BearerTokenAuthenticationToken(token));
        } catch (AuthenticationException _) {
            // refused
        } catch (RuntimeException e) {
            throw new AssertionError(token, e);
        }
    }

    private String forged() {
        List<String> parts = new ArrayList<>();
        parts.add(encoded(object(HEADERS)));
        int more = random.nextInt(5);
        for (int i = 0; i < more; i++) {
            parts.add(random.nextInt(4) == 0 ? noise() : encoded(object(CLAIMS)));
        }
        StringBuilder token = new StringBuilder(String.join(".", parts));
        if (random.nextInt(5) == 0 && !token.isEmpty()) {
            token.setCharAt(random.nextInt(token.length()), (char) (' ' + random.nextInt(95)));
        }
        return token.isEmpty() ? "x" : token.toString();
    }

    private String object(List<String> names) {
        List<String> members = new ArrayList<>();
        if (random.nextBoolean()) {
            members.add(
                    names.equals(HEADERS)
                            ? "\"alg\":\"RS256\",\"kid\":\"" + TokenMaker.KEY.getKeyID() + "\""
                            : "\"iss\":\"switchboard\"");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            members.add("\"" + pick(names) + "\":" + pick(VALUES));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String noise() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}

package dev.switchboard.adapter.out.upstreams.pega;

import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static dev.switchboard.adapter.out.upstreams.pega.Connections.SHORT_SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class DmsTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.750Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final DmsTokens tokens = new DmsTokens(Duration.ofSeconds(30), clock);

    @Test
    void areReadByALibrary() throws Exception {
        String text = tokens.mint(Connections.issuing("conn \"1\"", LONG_SECRET)).reveal();

        SignedJWT token = SignedJWT.parse(text);

        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.verify(new MACVerifier(LONG_SECRET.getBytes(UTF_8)))).isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "iat", "exp");
        assertThat(claims.getIssuer()).isEqualTo("conn \"1\"");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW.minusMillis(750)));
        assertThat(claims.getExpirationTime())
                .isEqualTo(Date.from(NOW.minusMillis(750).plusSeconds(30)));
    }

    @Test
    void areSignedWithSecretsThatLibrariesRefuse() {
        String text = tokens.mint(Connections.issuing("conn-1", SHORT_SECRET)).reveal();

        long now = NOW.getEpochSecond();
        String claims = "{\"iss\":\"conn-1\",\"iat\":" + now + ",\"exp\":" + (now + 30) + "}";
        assertThat(text).isEqualTo(TestToken.of(claims, SHORT_SECRET));
    }

    @Test
    void areSignedWithTheFirstSecret() {
        PegaConnection both = Connections.issuing("conn-1", LONG_SECRET, SHORT_SECRET);
        PegaConnection first = Connections.issuing("conn-1", LONG_SECRET);

        assertThat(tokens.mint(both)).isEqualTo(tokens.mint(first));
    }

    @Test
    void areNotSeen() {
        assertThat(tokens.mint(Connections.issuing("conn-1", LONG_SECRET)))
                .hasToString("[redacted]");
    }
}

package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/// Makes valid tokens and all kinds of invalid ones.
record TokenMaker(JWK key, String issuer, JOSEObjectType type, Instant now) {

    static final RSAKey KEY = newKey();

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A valid token of `ada`, a SERVICE, an hour old and for an hour more, changed by `change`.
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("switchboard")
                        .subject("ada")
                        .issueTime(Date.from(now.minus(Duration.ofHours(1))))
                        .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                        .claim("roles", List.of("SERVICE"))
                        .claim("rev", "r-1");
        return sign(change.apply(claims).build());
    }

    String token() {
        return token(UnaryOperator.identity());
    }

    private String sign(JWTClaimsSet claims) {
        try {
            JWSAlgorithm algorithm =
                    key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
            JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, algorithm);
            JWSHeader.Builder header =
                    new JWSHeader.Builder(algorithm).type(type).keyID(key.getKeyID());
            SignedJWT token = new SignedJWT(header.build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

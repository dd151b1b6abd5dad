package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;

/// Mints RS256 tokens with the hub's own key, with the type that RFC 9068 gives to access tokens.
final class NimbusAccessTokens implements AccessTokens {

    private final Supplier<SigningKey> key;
    private final Ids ids;

    NimbusAccessTokens(Supplier<SigningKey> key, Ids ids) {
        this.key = key;
        this.ids = ids;
    }

    @Override
    public Secret mint(Account account, Instant now) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(OwnIssuer.NAME)
                        .audience(OwnIssuer.AUDIENCE)
                        .subject(account.username().value())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .jwtID(ids.uuid())
                        .claim(OwnIssuer.ROLES_CLAIM, names(account))
                        .claim(OwnIssuer.REVISION_CLAIM, account.revision());
        OrgIdentity identity = account.identity();
        if (identity != null) {
            claims.claim(OrgClaimsProperties.ORG, identity.orgId())
                    .claim(OrgClaimsProperties.USER, Long.toString(identity.userId()));
        }
        String client = account.client();
        if (client != null) {
            claims.claim(OwnIssuer.CLIENT_CLAIM, client);
        }
        RSAKey pair = key.get().pair();
        SignedJWT token = new SignedJWT(header(pair), claims.build());
        try {
            token.sign(new RSASSASigner(pair));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key does not sign", e);
        }
        return new Secret(token.serialize());
    }

    private static List<String> names(Account account) {
        return account.roles().stream().sorted().map(Role::name).toList();
    }

    private static JWSHeader header(RSAKey pair) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(OwnIssuer.TOKEN_TYPE)
                .keyID(pair.getKeyID())
                .build();
    }
}

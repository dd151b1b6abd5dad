package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.identity.IdentityProperties.Oidc;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.time.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what mints and verifies tokens.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentityProperties.class, DataProperties.class})
class TokenConfiguration {

    @Bean
    SigningKey signingKey(DataProperties data) {
        return new SigningKey(SigningKeyFile.under(data.dataDir()).loadOrCreate());
    }

    @Bean
    AccessTokens accessTokens(SigningKey key, Ids ids) {
        return new NimbusAccessTokens(key.pair(), ids);
    }

    @Bean
    Passwords passwords(IdentityProperties identity) {
        return new BcryptPasswords(identity.bcryptStrength());
    }

    @Bean
    TokenAuthentication tokenAuthentication(
            SigningKey key, IdentityProperties identity, Clock clock) {
        List<Issuer> issuers = new ArrayList<>();
        issuers.add(OwnIssuer.of(key.pair(), clock));
        if (identity.oidc() != null) {
            Oidc oidc = identity.oidc();
            issuers.add(OidcIssuer.of(oidc, new PublishedKeySet(oidc), clock));
        }
        return new TokenAuthentication(new TokenVerifier(issuers), clock);
    }
}

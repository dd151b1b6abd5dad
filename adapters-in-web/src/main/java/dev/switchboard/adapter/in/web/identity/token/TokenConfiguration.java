package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.adapter.in.web.identity.token.TokenProperties.Oidc;
import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.time.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the minting and verification of tokens.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TokenProperties.class, OrgClaimsProperties.class})
@Import({TokenAuthentication.class, VerifiedTokens.class})
public class TokenConfiguration {

    @Bean
    OwnKey ownKey(SigningKeys kept) {
        OwnKey key = new OwnKey(kept);
        key.prepare();
        return key;
    }

    @Bean
    AccessTokens accessTokens(OwnKey key, Ids ids) {
        return new NimbusAccessTokens(key, ids);
    }

    @Bean
    TokenVerifier tokenVerifier(
            OwnKey key,
            TokenProperties settings,
            OrgClaimsProperties orgs,
            AccountStandings accounts,
            ProveKey keys,
            Clock clock) {
        List<Issuer> issuers = new ArrayList<>();
        issuers.add(OwnIssuer.of(key, accounts, clock));
        if (settings.oidc() != null) {
            Oidc oidc = settings.oidc();
            issuers.add(OidcIssuer.of(oidc, orgs, new PublishedKeySet(oidc), clock));
        }
        return new TokenVerifier(issuers, new KeyIssuer(keys, accounts));
    }
}

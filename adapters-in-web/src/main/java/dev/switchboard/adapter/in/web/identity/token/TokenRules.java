package dev.switchboard.adapter.in.web.identity.token;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/// What every token must say, whoever issued it. The whole list is here, because a decoder that is
/// given validators forgets its own.
final class TokenRules {

    /// How far two clocks may be apart (promise D20).
    static final Duration SKEW = Duration.ofSeconds(60);

    private TokenRules() {}

    static OAuth2TokenValidator<Jwt> of(String issuer, String audience, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                List.of(
                        new JwtIssuerValidator(issuer),
                        new JwtAudienceValidator(audience),
                        time,
                        new JwtClaimValidator<String>(
                                "sub", subject -> subject != null && !subject.isBlank())));
    }
}

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

/// The claims that every token needs, of any issuer. The list is complete, because a decoder with
/// given validators drops its own.
final class TokenRules {

    /// The greatest difference between two clocks (promise D20).
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

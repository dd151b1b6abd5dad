package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.identity.token.TokenConfiguration;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.identity.Passwords;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires who may do what, logging in and the accounts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
@Import({TokenConfiguration.class, SecurityConfiguration.class})
public class IdentityWebConfiguration {

    @Bean
    AuthenticationController authenticationController(LogIn logIn, Clock clock) {
        return new AuthenticationController(logIn, new LogInLimits(clock));
    }

    @Bean
    Passwords passwords(IdentityProperties identity) {
        return new BcryptPasswords(identity.bcryptStrength());
    }

    @Bean
    AccountController accountController(ManageAccounts accounts, KeepAudit audit) {
        return new AccountController(accounts, audit);
    }
}

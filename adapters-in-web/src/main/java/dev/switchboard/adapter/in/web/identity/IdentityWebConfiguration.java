package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires who may do what, logging in and the accounts.
@Configuration(proxyBeanMethods = false)
@Import({TokenConfiguration.class, SecurityConfiguration.class})
public class IdentityWebConfiguration {

    @Bean
    AuthenticationController authenticationController(LogIn logIn, Clock clock) {
        return new AuthenticationController(logIn, new LogInLimits(clock));
    }

    @Bean
    AccountController accountController(ManageAccounts accounts, KeepAudit audit) {
        return new AccountController(accounts, audit);
    }
}

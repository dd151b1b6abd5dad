package dev.switchboard.adapter.in.web.identity;

import static dev.switchboard.adapter.in.web.error.ErrorForm.DESCRIPTION;
import static dev.switchboard.adapter.in.web.route.Access.ADMINS;
import static dev.switchboard.adapter.in.web.route.Access.ANY_CALLER;
import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.console.ConsoleProperties;
import dev.switchboard.adapter.in.web.identity.token.TokenConfiguration;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.out.identity.Passwords;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up authorization, log-in and accounts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
@Import({
    TokenConfiguration.class,
    SecurityConfiguration.class,
    LogInLimits.class,
    AuthenticationController.class,
    LogInsController.class,
    AccountKeysController.class,
    AccountController.class
})
public class IdentityWebConfiguration {

    private static final Duration TO_WAIT_FOR_A_TURN = Duration.ofSeconds(5);

    /// Without `/v1/tokens/check`: the vendor whose callers send tokens in the query lists it.
    @Bean
    Routes identityRoutes() {
        return Routes.of(
                Route.of("POST", "/v1/authenticate", OPEN).failing(DESCRIPTION),
                Route.of("POST", "/v1/authenticate/refresh", OPEN),
                Route.of("POST", "/v1/authenticate/log-out", OPEN),
                Route.of("GET", "/v1/accounts", ADMINS),
                Route.of("POST", "/v1/accounts", ADMINS),
                Route.of("PUT", "/v1/accounts/{username}/password", ADMINS),
                Route.of("PUT", "/v1/accounts/{username}/roles", ADMINS),
                Route.of("PUT", "/v1/accounts/{username}/identity", ADMINS),
                Route.of("PUT", "/v1/accounts/{username}/client", ADMINS),
                Route.of("DELETE", "/v1/accounts/{username}", ADMINS),
                Route.of("POST", "/v1/accounts/{username}/keys", ADMINS),
                Route.of("GET", "/v1/accounts/{username}/keys", ANY_CALLER),
                Route.of("GET", "/v1/accounts/{username}/log-ins", ANY_CALLER),
                Route.of("DELETE", "/v1/accounts/{username}/log-ins/{id}", ANY_CALLER)
                        .audited("account.end_log_in"),
                Route.of("DELETE", "/v1/accounts/{username}/log-ins", ANY_CALLER)
                        .audited("account.end_log_ins"),
                Route.of("DELETE", "/v1/accounts/{username}/keys/{id}", ANY_CALLER)
                        .audited("account.revoke_key"));
    }

    @Bean
    Routes consoleSessionRoutes(ConsoleProperties console) {
        return console.enabled()
                ? Routes.of(
                        Route.of("POST", "/v1/console/session", OPEN),
                        Route.of("POST", "/v1/console/session/token", OPEN),
                        Route.of("DELETE", "/v1/console/session", OPEN))
                : Routes.of();
    }

    @Bean
    GuardedLogIns guardedLogIns(
            LogIn logIn,
            KeepLogIns kept,
            LogInLimits limits,
            @Qualifier("longWork") ThreadFactory threads) {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new GuardedLogIns(
                logIn, kept, limits, new LogInTurns(threads, half, TO_WAIT_FOR_A_TURN));
    }

    @Bean
    ConsoleSessionController consoleSessionController(
            GuardedLogIns guarded, KeepLogIns logIns, ConsoleProperties console) {
        return new ConsoleSessionController(
                guarded,
                logIns,
                new ConsoleSessionController.Times(console.session(), console.sessionIdle()));
    }

    @Bean
    Passwords passwords(IdentityProperties identity) {
        return new BcryptPasswords(identity.bcryptStrength());
    }
}

package dev.switchboard.adapter.in.web.keys;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of the master key.
@Configuration(proxyBeanMethods = false)
@Import(KeysController.class)
public class KeysWebConfiguration {

    @Bean
    Routes keyRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/keys", ADMINS),
                Route.of("POST", "/v1/keys/rewrap", ADMINS).audited("keys.rewrap"));
    }
}

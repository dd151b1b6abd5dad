package dev.switchboard.adapter.in.web.preference;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of preferences.
@Configuration(proxyBeanMethods = false)
@Import(PreferencesController.class)
public class PreferenceWebConfiguration {

    @Bean
    Routes preferenceRoutes() {
        Access users = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", PreferencesController.OWN, users),
                Route.of("PUT", PreferencesController.OWN, users));
    }
}

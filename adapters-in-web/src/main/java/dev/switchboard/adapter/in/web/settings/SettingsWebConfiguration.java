package dev.switchboard.adapter.in.web.settings;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS_IN_OUTAGES;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the report of settings.
@Configuration(proxyBeanMethods = false)
@Import(SettingsController.class)
public class SettingsWebConfiguration {

    @Bean
    Routes settingsRoutes() {
        return Routes.of(Route.of("GET", "/v1/settings", ADMINS_IN_OUTAGES));
    }
}

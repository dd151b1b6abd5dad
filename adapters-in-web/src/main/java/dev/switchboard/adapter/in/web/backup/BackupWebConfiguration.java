package dev.switchboard.adapter.in.web.backup;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of backups.
@Configuration(proxyBeanMethods = false)
@Import(BackupController.class)
public class BackupWebConfiguration {

    @Bean
    Routes backupRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/backups", ADMINS),
                Route.of("POST", "/v1/backups", ADMINS),
                Route.of("DELETE", "/v1/backups/{id}", ADMINS));
    }
}

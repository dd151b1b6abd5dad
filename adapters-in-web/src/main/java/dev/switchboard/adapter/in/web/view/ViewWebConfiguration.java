package dev.switchboard.adapter.in.web.view;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of saved views.
@Configuration(proxyBeanMethods = false)
@Import(ViewsController.class)
public class ViewWebConfiguration {

    @Bean
    Routes viewRoutes() {
        Access users = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", ViewsController.ALL, users),
                Route.of("POST", ViewsController.ALL, users),
                Route.of("PUT", ViewsController.ONE, users),
                Route.of("DELETE", ViewsController.ONE, users));
    }
}

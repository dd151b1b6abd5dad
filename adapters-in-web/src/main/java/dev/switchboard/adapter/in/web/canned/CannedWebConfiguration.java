package dev.switchboard.adapter.in.web.canned;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of canned replies.
@Configuration(proxyBeanMethods = false)
@Import(CannedRepliesController.class)
public class CannedWebConfiguration {

    @Bean
    Routes cannedReplyRoutes() {
        Access agents = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        Access supervisors = Access.only(Role.SUPERVISOR, Role.ADMIN);
        String one = CannedRepliesController.PATH + "/{shortcut}";
        return Routes.of(
                Route.of("GET", CannedRepliesController.PATH, agents),
                Route.of("PUT", one, supervisors),
                Route.of("DELETE", one, supervisors));
    }
}

package dev.switchboard.adapter.in.web.queue;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of queues.
@Configuration(proxyBeanMethods = false)
@Import(QueuesController.class)
public class QueueWebConfiguration {

    @Bean
    Routes queueRoutes() {
        Access agents = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", QueuesController.QUEUES, agents),
                Route.of("GET", QueuesController.QUEUE, agents),
                Route.of("PUT", QueuesController.QUEUE, Access.only(Role.ADMIN)));
    }
}

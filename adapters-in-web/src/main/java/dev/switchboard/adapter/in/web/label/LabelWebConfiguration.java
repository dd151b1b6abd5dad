package dev.switchboard.adapter.in.web.label;

import dev.switchboard.adapter.in.web.route.Access;
import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of outcomes and tags.
@Configuration(proxyBeanMethods = false)
@Import(LabelsController.class)
public class LabelWebConfiguration {

    @Bean
    Routes labelRoutes() {
        Access agents = Access.only(Role.AGENT, Role.SUPERVISOR, Role.ADMIN);
        Access supervisors = Access.only(Role.SUPERVISOR, Role.ADMIN);
        return Routes.of(
                Route.of("GET", LabelsController.OUTCOMES, agents),
                Route.of("PUT", LabelsController.OUTCOMES, supervisors).audited("outcomes.save"),
                Route.of("GET", LabelsController.TAGS, agents),
                Route.of("PUT", LabelsController.TAGS, supervisors).audited("tags.save"));
    }
}

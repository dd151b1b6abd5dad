package dev.switchboard.adapter.in.web.people;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints for people's requests to export or erase their data.
@Configuration(proxyBeanMethods = false)
@Import({ExportController.class, ErasureController.class})
public class PeopleWebConfiguration {

    @Bean
    Routes peopleRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/people/{person}/export", ADMINS).audited("person.export"),
                Route.of("POST", "/v1/people/{person}/erase", ADMINS).audited("person.erase"),
                Route.of("GET", "/v1/people/erasures", ADMINS),
                Route.of("GET", "/v1/people/erasures/{id}", ADMINS));
    }
}

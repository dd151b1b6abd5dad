package dev.switchboard.adapter.in.web.people;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ShowPeople;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins do for a person who asks what is kept of them, or to be forgotten.
@Configuration(proxyBeanMethods = false)
public class PeopleWebConfiguration {

    @Bean
    Routes peopleRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/people/{person}/export", ADMINS).audited("person.export"),
                Route.of("POST", "/v1/people/{person}/erase", ADMINS).audited("person.erase"),
                Route.of("GET", "/v1/people/erasures", ADMINS),
                Route.of("GET", "/v1/people/erasures/{id}", ADMINS));
    }

    @Bean
    ExportController exportController(ShowPeople people) {
        return new ExportController(people);
    }

    @Bean
    ErasureController erasureController(ErasePeople people, KeepAudit audit) {
        return new ErasureController(people, audit);
    }
}

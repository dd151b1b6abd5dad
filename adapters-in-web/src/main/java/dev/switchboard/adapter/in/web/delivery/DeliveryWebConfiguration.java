package dev.switchboard.adapter.in.web.delivery;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the endpoints of deliveries.
@Configuration(proxyBeanMethods = false)
@Import({ParkedController.class, ManyParkedController.class, DeliveriesController.class})
public class DeliveryWebConfiguration {

    @Bean
    Routes deliveryRoutes() {
        return Routes.of(
                Route.of("GET", "/v1/deliveries", ADMINS),
                Route.of("GET", "/v1/parked", ADMINS),
                Route.of("POST", "/v1/parked/redrive", ADMINS),
                Route.of("POST", "/v1/parked/discard", ADMINS).audited("delivery.discard_all"),
                Route.of("POST", "/v1/parked/{message}/redrive", ADMINS),
                Route.of("DELETE", "/v1/parked/{message}", ADMINS));
    }
}

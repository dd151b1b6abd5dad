package dev.switchboard.adapter.in.web.health;

import static dev.switchboard.adapter.in.web.route.Access.OPEN;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.out.store.StoreHealth;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what `/readyz` asks; `/livez` asks nothing but the process itself.
@Configuration(proxyBeanMethods = false)
public class HealthWebConfiguration {

    @Bean
    Routes healthRoutes() {
        return Routes.of(Route.of("GET", "/livez", OPEN), Route.of("GET", "/readyz", OPEN));
    }

    /// Known to health groups as `store`.
    @Bean
    StoreHealthIndicator storeHealthIndicator(StoreHealth store, Clock clock) {
        return new StoreHealthIndicator(store, clock);
    }
}

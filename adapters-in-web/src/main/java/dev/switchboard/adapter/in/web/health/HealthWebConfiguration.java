package dev.switchboard.adapter.in.web.health;

import dev.switchboard.application.port.out.store.StoreHealth;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what `/readyz` asks; `/livez` asks nothing but the process itself.
@Configuration(proxyBeanMethods = false)
public class HealthWebConfiguration {

    /// Known to health groups as `store`.
    @Bean
    StoreHealthIndicator storeHealthIndicator(StoreHealth store, Clock clock) {
        return new StoreHealthIndicator(store, clock);
    }
}

package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.health.HealthNews;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.message.MessageModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.upstream.UpstreamModule;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the health of desks and of other parts of the hub.
@Configuration(proxyBeanMethods = false)
class WatchWiring {

    @Bean
    UpstreamModule upstreamModule(Node node, DeliveryModule delivery, List<Upstream> upstreams) {
        return UpstreamModule.of(node, delivery, upstreams);
    }

    @Bean
    HealthWatch healthWatch(
            StoreHealth store,
            List<Upstream> upstreams,
            DeliveryModule delivery,
            MessageModule messages,
            Clock clock) {
        UpstreamTokens tokens =
                upstreams.stream()
                        .flatMap(upstream -> Optional.ofNullable(upstream.tokens()).stream())
                        .findFirst()
                        .orElse(null);
        List<DeskStates> desks =
                upstreams.stream()
                        .flatMap(upstream -> Optional.ofNullable(upstream.desks()).stream())
                        .toList();
        return new HealthWatch(
                store,
                tokens,
                desks,
                delivery.gates()::outages,
                delivery.gates()::called,
                messages.silent()::silent,
                clock);
    }

    @Bean
    HealthNews healthNews(HealthWatch health) {
        return new HealthNews(health);
    }
}

package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.upstream.WatchDesks;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.UpstreamTokens;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.health.HealthWatch;
import dev.switchboard.application.service.upstream.DeskWatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Assembles the health of desks and of other parts of the hub.
@Configuration(proxyBeanMethods = false)
class WatchWiring {

    @Bean
    WatchDesks watchDesks(
            List<Upstream> upstreams, DeliveryModule delivery, DeliveryLog deliveries) {
        List<DeskStates> states = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            DeskStates desks = upstream.desks();
            if (desks != null) {
                states.add(desks);
            }
        }
        return new DeskWatch(
                states, delivery.gates()::circuit, delivery.pending()::pending, deliveries);
    }

    @Bean
    HealthWatch healthWatch(
            StoreHealth store, List<Upstream> upstreams, DeliveryModule delivery, Clock clock) {
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
                store, tokens, desks, delivery.gates()::troubled, delivery.gates()::called, clock);
    }
}

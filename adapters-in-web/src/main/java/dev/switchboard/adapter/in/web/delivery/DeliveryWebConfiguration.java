package dev.switchboard.adapter.in.web.delivery;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.MendDeliveries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins do with parked deliveries.
@Configuration(proxyBeanMethods = false)
public class DeliveryWebConfiguration {

    @Bean
    ParkedController parkedController(
            FollowDeliveries deliveries, MendDeliveries mending, KeepAudit audit) {
        return new ParkedController(deliveries, mending, audit);
    }
}

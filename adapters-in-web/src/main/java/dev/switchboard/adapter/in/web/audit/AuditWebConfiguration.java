package dev.switchboard.adapter.in.web.audit;

import static dev.switchboard.adapter.in.web.route.Access.ADMINS;

import dev.switchboard.adapter.in.web.route.Route;
import dev.switchboard.adapter.in.web.route.Routes;
import dev.switchboard.application.port.in.audit.KeepAudit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins read of the audit log.
@Configuration(proxyBeanMethods = false)
public class AuditWebConfiguration {

    @Bean
    Routes auditRoutes() {
        return Routes.of(Route.of("GET", "/v1/audit", ADMINS));
    }

    @Bean
    AuditController auditController(KeepAudit audit) {
        return new AuditController(audit);
    }
}

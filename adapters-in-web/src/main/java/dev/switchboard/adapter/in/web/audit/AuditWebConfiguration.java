package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.application.port.in.audit.KeepAudit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins read of the audit log.
@Configuration(proxyBeanMethods = false)
public class AuditWebConfiguration {

    @Bean
    AuditController auditController(KeepAudit audit) {
        return new AuditController(audit);
    }
}

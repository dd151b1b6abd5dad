package dev.switchboard.adapter.out.persistence.audit;

import dev.switchboard.application.port.out.audit.AuditSink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the file that the audit is streamed to.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditFileConfiguration.AuditFileProperties.class)
public class AuditFileConfiguration {

    @Bean
    AuditSink auditSink(AuditFileProperties properties) {
        return new AuditFile(properties.streamTo());
    }

    /// @param streamTo null for no stream
    @ConfigurationProperties("switchboard.audit")
    record AuditFileProperties(@Nullable Path streamTo) {}
}

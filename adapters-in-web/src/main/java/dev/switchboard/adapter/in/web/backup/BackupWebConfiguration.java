package dev.switchboard.adapter.in.web.backup;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.backup.KeepBackups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what admins do with backups.
@Configuration(proxyBeanMethods = false)
public class BackupWebConfiguration {

    @Bean
    BackupController backupController(KeepBackups backups, KeepAudit audit) {
        return new BackupController(backups, audit);
    }
}

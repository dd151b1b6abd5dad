package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the audit.
///
/// @param retention how long entries are kept
/// @param checkEvery the interval between checks of the chain
@ConfigurationProperties("switchboard.audit")
public record AuditSettings(
        @DefaultValue("400d") Duration retention, @DefaultValue("1h") Duration checkEvery) {

    public AuditSettings {
        Positive.require("switchboard.audit.retention", retention);
        Positive.require("switchboard.audit.check-every", checkEvery);
    }
}

package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the audit is kept.
///
/// @param retention how long entries are kept
/// @param checkEvery how often the hub goes through its chain
@ConfigurationProperties("switchboard.audit")
public record AuditSettings(
        @DefaultValue("400d") Duration retention, @DefaultValue("1h") Duration checkEvery) {

    public AuditSettings {
        Positive.require("switchboard.audit.retention", retention);
        Positive.require("switchboard.audit.check-every", checkEvery);
    }
}

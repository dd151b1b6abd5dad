package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The part of `switchboard.cti` that the core reads.
///
/// @param removalRetention how long a watcher may be away and is told only what changed since
@ConfigurationProperties("switchboard.cti")
public record PresenceSettings(@DefaultValue("24h") Duration removalRetention) {

    public PresenceSettings {
        Positive.require("switchboard.cti.removal-retention", removalRetention);
    }
}

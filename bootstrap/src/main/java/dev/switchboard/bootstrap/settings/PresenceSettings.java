package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The core's settings in `switchboard.cti`.
///
/// @param removalRetention how long a watcher may be disconnected and still be told only the
///   changes
@ConfigurationProperties("switchboard.cti")
public record PresenceSettings(@DefaultValue("24h") Duration removalRetention) {

    public PresenceSettings {
        Positive.require("switchboard.cti.removal-retention", removalRetention);
    }
}

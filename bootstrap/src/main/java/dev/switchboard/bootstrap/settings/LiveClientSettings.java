package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The core's settings in `switchboard.sockets`.
///
/// @param recoveryWindow how long a client's session waits for its next connection
@ConfigurationProperties("switchboard.sockets")
public record LiveClientSettings(@DefaultValue("24h") Duration recoveryWindow) {

    public LiveClientSettings {
        Positive.require("switchboard.sockets.recovery-window", recoveryWindow);
    }
}

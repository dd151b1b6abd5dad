package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.service.identity.IdentityModule;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The core's settings in `switchboard.identity`.
@ConfigurationProperties("switchboard.identity")
public record IdentitySettings(@DefaultValue Keys keys, @DefaultValue Refresh refresh) {

    /// @param longestLife the longest life of an API key, and the default
    public record Keys(@DefaultValue("365d") Duration longestLife) {

        public Keys {
            Positive.require("switchboard.identity.keys.longest-life", longestLife);
        }
    }

    /// @param idle how long a log-in may go without a renewal
    /// @param longestLife how long a log-in may last despite renewals
    /// @param grace how long a repeat of a traded token gets the same answer
    public record Refresh(
            @DefaultValue("7d") Duration idle,
            @DefaultValue("30d") Duration longestLife,
            @DefaultValue("30s") Duration grace) {

        public Refresh {
            Positive.require("switchboard.identity.refresh.idle", idle);
            Positive.require("switchboard.identity.refresh.longest-life", longestLife);
            Positive.require("switchboard.identity.refresh.grace", grace);
        }
    }

    public IdentityModule.Settings forModule() {
        return new IdentityModule.Settings(
                keys.longestLife(), refresh.idle(), refresh.longestLife(), refresh.grace());
    }
}

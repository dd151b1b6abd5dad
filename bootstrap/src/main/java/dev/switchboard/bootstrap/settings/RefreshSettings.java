package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of refresh tokens.
///
/// @param idle how long a log-in may go without a renewal
/// @param longestLife how long a log-in may last despite renewals
/// @param grace how long a repeat of a traded token gets the same answer
@ConfigurationProperties("switchboard.identity.refresh")
public record RefreshSettings(
        @DefaultValue("7d") Duration idle,
        @DefaultValue("30d") Duration longestLife,
        @DefaultValue("30s") Duration grace) {

    public RefreshSettings {
        Positive.require("switchboard.identity.refresh.idle", idle);
        Positive.require("switchboard.identity.refresh.longest-life", longestLife);
        Positive.require("switchboard.identity.refresh.grace", grace);
    }
}

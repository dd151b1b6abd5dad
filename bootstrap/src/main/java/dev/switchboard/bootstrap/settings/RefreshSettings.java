package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How log-ins go on by refresh tokens.
///
/// @param idle how long one may go without a renewal
/// @param longestLife how long one may go on with renewals
/// @param grace for how long a traded token is told its successor again
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

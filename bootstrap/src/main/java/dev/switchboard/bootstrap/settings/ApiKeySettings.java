package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How keys of accounts are made.
///
/// @param longestLife how long a key may live, and lives if nobody says how long
@ConfigurationProperties("switchboard.identity.keys")
public record ApiKeySettings(@DefaultValue("365d") Duration longestLife) {

    public ApiKeySettings {
        Positive.require("switchboard.identity.keys.longest-life", longestLife);
    }
}

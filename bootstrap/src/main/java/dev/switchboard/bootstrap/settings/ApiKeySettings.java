package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of API keys.
///
/// @param longestLife the longest life of a key, and the default
@ConfigurationProperties("switchboard.identity.keys")
public record ApiKeySettings(@DefaultValue("365d") Duration longestLife) {

    public ApiKeySettings {
        Positive.require("switchboard.identity.keys.longest-life", longestLife);
    }
}

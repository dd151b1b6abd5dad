package dev.switchboard.adapter.out.upstreams.channel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings for calls to channels.
///
/// @param requestTimeout the time limit of one call in all; longer than `sync-wait`, so that a slow
///   channel is not called twice because our caller stopped waiting
/// @param requireHttps whether plain HTTP is refused
@ConfigurationProperties("switchboard.channels")
public record ChannelCallProperties(
        @DefaultValue("15s") Duration requestTimeout, @DefaultValue("false") boolean requireHttps) {
    public ChannelCallProperties {
        if (!requestTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "switchboard.channels.request-timeout must be positive");
        }
    }
}

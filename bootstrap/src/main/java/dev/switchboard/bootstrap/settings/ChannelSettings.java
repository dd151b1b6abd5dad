package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/// The core's settings in `switchboard.channels`.
///
/// @param syncWait how long a sender waits for the channel's own reply
/// @param requestTimeout the time limit of one call of a channel
/// @param callbackAuth whether callbacks need a proof
/// @param responseUrlAllow foreign hosts that a sender may name as `response_url`
/// @param responseTokenTtl how long a response token is valid
/// @param disableOn410 whether a channel that answers 410 is disabled
/// @param maxPending the greatest number of messages that may wait for one channel
/// @param silentAfter the time after which a channel that takes messages and does not call back can
///   count as silent; zero if none ever does
/// @param sessionRetention how long a session stays known without activity
@ConfigurationProperties("switchboard.channels")
public record ChannelSettings(
        @DefaultValue("5s") Duration syncWait,
        @DefaultValue("15s") Duration requestTimeout,
        @DefaultValue("proof") CallbackAuth callbackAuth,
        @DefaultValue List<String> responseUrlAllow,
        @DefaultValue("24h") Duration responseTokenTtl,
        @Name("disable-on-410") @DefaultValue("true") boolean disableOn410,
        @DefaultValue("10000") int maxPending,
        @DefaultValue("15m") Duration silentAfter,
        @DefaultValue("30d") Duration sessionRetention) {

    public enum CallbackAuth {
        PROOF,
        OPEN
    }

    public ChannelSettings {
        responseUrlAllow = List.copyOf(responseUrlAllow);
        Positive.require("switchboard.channels.sync-wait", syncWait);
        Positive.require("switchboard.channels.response-token-ttl", responseTokenTtl);
        Positive.require("switchboard.channels.session-retention", sessionRetention);
        Positive.require("switchboard.channels.max-pending", maxPending);
        if (silentAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "switchboard.channels.silent-after must not be negative");
        }
    }
}

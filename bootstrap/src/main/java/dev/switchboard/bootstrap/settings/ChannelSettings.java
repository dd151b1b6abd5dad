package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/// The part of `switchboard.channels` that the core reads.
///
/// @param syncWait how long a sender waits for the channel's own reply
/// @param requestTimeout how long one call of a channel may last in all
/// @param callbackAuth whether a callback must prove itself
/// @param responseUrlAllow foreign hosts a sender may name as `response_url`
/// @param responseTokenTtl how long a response token proves
/// @param disableOn410 whether a channel that answers 410 is disabled
/// @param maxPending how many messages may wait for one channel
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
    }
}

package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The part of `switchboard.netomi` that the core reads (contract netomi 7).
///
/// @param syncWait how long a sender waits for the bot's own acknowledgment
/// @param requestTimeout how long one message may take in all
/// @param ackTimeout how long a browser has to confirm an update before it is sent again
/// @param answerTimeout after which a message that was taken counts as unanswered
/// @param chunkWait how long a part of an answer waits for the part before it
@ConfigurationProperties("switchboard.netomi")
public record NetomiSettings(
        @DefaultValue("10s") Duration syncWait,
        @DefaultValue("20s") Duration requestTimeout,
        @DefaultValue("10s") Duration ackTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("2s") Duration chunkWait) {

    public NetomiSettings {
        Positive.require("switchboard.netomi.ack-timeout", ackTimeout);
        Positive.require("switchboard.netomi.answer-timeout", answerTimeout);
        Positive.require("switchboard.netomi.chunk-wait", chunkWait);
    }
}

package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The part of `switchboard.pega` that the core reads (contract pega 7).
///
/// @param ackTimeout how long a client has to confirm a message before it is sent again
/// @param transmissionsPerConnection how often a message is sent to one connection
/// @param inFlightPerConnection how many unconfirmed messages a connection may have
/// @param maxInFlight how many calls to one connection of the desk run at a time
/// @param notifyAfter when a client is told that its message is still on its way
/// @param undeliveredParkAfter when an answer that nobody fetched is parked
/// @param claimTtl how long a conversation stays its owner's after they were last seen
/// @param claimPolicy whether somebody else may take it over before
@ConfigurationProperties("switchboard.pega")
public record PegaSettings(
        @DefaultValue("10s") Duration ackTimeout,
        @DefaultValue("3") int transmissionsPerConnection,
        @DefaultValue("32") int inFlightPerConnection,
        @DefaultValue("8") int maxInFlight,
        @DefaultValue("30s") Duration notifyAfter,
        @DefaultValue("24h") Duration undeliveredParkAfter,
        @DefaultValue("24h") Duration claimTtl,
        @DefaultValue("strict") ClaimPolicy claimPolicy) {

    public enum ClaimPolicy {
        /// Only who proves to be its owner writes and receives.
        STRICT,
        /// Whoever wrote last receives what comes from then on; in the demo only.
        LEGACY
    }

    public PegaSettings {
        Positive.require("switchboard.pega.ack-timeout", ackTimeout);
        Positive.require("switchboard.pega.notify-after", notifyAfter);
        Positive.require("switchboard.pega.undelivered-park-after", undeliveredParkAfter);
        Positive.require("switchboard.pega.claim-ttl", claimTtl);
        Positive.require(
                "switchboard.pega.transmissions-per-connection", transmissionsPerConnection);
        Positive.require("switchboard.pega.in-flight-per-connection", inFlightPerConnection);
        Positive.require("switchboard.pega.max-in-flight", maxInFlight);
    }
}

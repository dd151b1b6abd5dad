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
@ConfigurationProperties("switchboard.pega")
public record PegaSettings(
        @DefaultValue("10s") Duration ackTimeout,
        @DefaultValue("3") int transmissionsPerConnection,
        @DefaultValue("32") int inFlightPerConnection,
        @DefaultValue("8") int maxInFlight,
        @DefaultValue("30s") Duration notifyAfter,
        @DefaultValue("24h") Duration undeliveredParkAfter,
        @DefaultValue("24h") Duration claimTtl) {

    public PegaSettings {
        requirePositive("ack-timeout", ackTimeout);
        requirePositive("notify-after", notifyAfter);
        requirePositive("undelivered-park-after", undeliveredParkAfter);
        requirePositive("claim-ttl", claimTtl);
        requirePositive("transmissions-per-connection", transmissionsPerConnection);
        requirePositive("in-flight-per-connection", inFlightPerConnection);
        requirePositive("max-in-flight", maxInFlight);
    }

    private static void requirePositive(String name, Duration duration) {
        requirePositive(name, duration.isPositive() ? 1 : 0);
    }

    private static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("switchboard.pega." + name + " must be positive");
        }
    }
}

package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of softphones and wall boards.
///
/// @param allowedOrigins exact origins of foreign pages; empty entries are ignored
/// @param clientNames the names of accepted clients; `*` accepts all
/// @param expiryGrace how long a client may take to send a fresh token after the old one expired
/// @param maxUnprovenPerNetwork the limit of unauthenticated connections of one network (an IPv4
///   address, a /64 of IPv6); lower when more than half of all places are taken
/// @param connectionsPerMinute how many connections a network may open per minute, and at once
/// @param frameRate how many frames a connection may send per second, and at once
/// @param queueItems the greatest number of items that wait for one connection
/// @param slowAfter how long a connection may take nothing while something waits for it
@ConfigurationProperties("switchboard.cti")
record CtiProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue({"FreedomWeb", "CTI 2.0", "FreedomCTI", "Switchboard Console"})
                List<String> clientNames,
        @DefaultValue("10s") Duration authTimeout,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue("5s") Duration expiryGrace,
        @DefaultValue("1000") int maxSubscriptions,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("200") int maxUnprovenPerNetwork,
        @DefaultValue("1200") int connectionsPerMinute,
        @DefaultValue("10") int maxConnectionsPerUser,
        @DefaultValue("50") int frameRate,
        @DefaultValue("64KB") DataSize maxFrame,
        @DefaultValue("1024") int queueItems,
        @DefaultValue("1MB") DataSize queueBytes,
        @DefaultValue("10s") Duration slowAfter) {

    CtiProperties {
        allowedOrigins =
                allowedOrigins.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList();
        clientNames = List.copyOf(clientNames);
    }

    /// Authenticated clients are limited per user, because a whole office may share one network.
    NetworkLimits.Limits networks() {
        return new NetworkLimits.Limits(
                maxConnections, maxConnections, maxUnprovenPerNetwork, connectionsPerMinute);
    }
}

package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What an operator may say of softphones and wall boards.
///
/// @param allowedOrigins exact origins of foreign pages; empty entries do not count
/// @param clientNames who may connect; `*` lets anybody in
/// @param expiryGrace how long a client has to bring a fresh token after its old one expired
/// @param maxUnprovenPerNetwork connections of one network (an IPv4 address, a /64 of IPv6) that
///   have not shown a good token; fewer where more than half of all places are taken
/// @param connectionsPerMinute connections that a network may open, and as many at once
/// @param frameRate frames per second that a connection may send, and as many at once
/// @param queueItems items that may wait for one connection
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

    /// Those who proved who they are have their limit by user: a whole office may come from one
    /// network.
    NetworkLimits.Limits networks() {
        return new NetworkLimits.Limits(
                maxConnections, maxConnections, maxUnprovenPerNetwork, connectionsPerMinute);
    }
}

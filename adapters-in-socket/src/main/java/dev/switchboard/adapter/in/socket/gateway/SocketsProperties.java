package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.EngineSettings;
import dev.switchboard.adapter.in.socket.engineio.EngineSettings.Limits;
import dev.switchboard.adapter.in.socket.engineio.EngineSettings.Timing;
import dev.switchboard.adapter.in.socket.engineio.Transport;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import dev.switchboard.adapter.in.socket.socketio.SocketSettings;
import dev.switchboard.adapter.in.socket.websocket.OwnOrigin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of the Socket.IO server.
///
/// @param allowedOrigins exact origins of foreign pages; empty entries are ignored
/// @param attachmentTimeout how long the binary attachments of an event may take after their
///   announcement
/// @param eventRate how many events a connection may send per second; twice as many at once
/// @param maxPerNetwork the limit of connections of one network (an IPv4 address, a /64 of IPv6);
///   lower when more than half of all places are taken
/// @param maxUnboundPerAddress the limit of its connections that are in no namespace
/// @param handshakesPerMinute how many connections a network may open per minute, and at once
/// @param maxHandshakeHeaders the greatest size of the headers of a request that opens a connection
/// @param resumeCookie whether browsers are recognised by a cookie
/// @param drainWithin the time over which a stopping hub spreads the closing of connections
@ConfigurationProperties("switchboard.sockets")
record SocketsProperties(
        @DefaultValue("25s") Duration pingInterval,
        @DefaultValue("60s") Duration pingTimeout,
        @DefaultValue("1000000") int maxPayload,
        @DefaultValue("45s") Duration connectTimeout,
        @DefaultValue("10s") Duration upgradeTimeout,
        @DefaultValue("10s") Duration attachmentTimeout,
        @DefaultValue({"polling", "websocket"}) Set<Transport> transports,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("512") int queuePackets,
        @DefaultValue("1MB") DataSize queueBytes,
        @DefaultValue("30s") Duration slowAfter,
        @DefaultValue("40") int eventRate,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("2000") int maxPerNetwork,
        @DefaultValue("100") int maxUnboundPerAddress,
        @DefaultValue("1200") int handshakesPerMinute,
        @DefaultValue("4KB") DataSize maxHandshakeHeaders,
        @DefaultValue("true") boolean resumeCookie,
        @DefaultValue("5s") Duration drainWithin) {

    private static final Pattern ORIGIN = Pattern.compile("\\*|null|https?://[^/?#@\\s]+");

    SocketsProperties {
        transports = Set.copyOf(transports);
        allowedOrigins = allowedOrigins.stream().filter(origin -> !origin.isBlank()).toList();
        allowedOrigins.forEach(SocketsProperties::requireOrigin);
    }

    /// Browsers send origins only in this form, so any other entry would never match.
    private static void requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin.strip()).matches()) {
            throw new IllegalArgumentException(
                    "switchboard.sockets.allowed-origins has '%s', but an origin is http or https, a host and perhaps a port, without a path"
                            .formatted(origin));
        }
    }

    /// @param publicUrl the hub's public address
    EngineSettings engine(URI publicUrl) {
        return new EngineSettings(
                "/socket.io/",
                new Timing(pingInterval, pingTimeout, upgradeTimeout, slowAfter, drainWithin),
                new Limits(
                        maxPayload,
                        Math.toIntExact(maxHandshakeHeaders.toBytes()),
                        new NetworkLimits.Limits(
                                maxConnections,
                                maxPerNetwork,
                                maxUnboundPerAddress,
                                handshakesPerMinute),
                        queuePackets,
                        Math.toIntExact(queueBytes.toBytes()),
                        ByteBudget.ofUnfinished(),
                        ByteBudget.ofWaiting()),
                transports,
                Stream.concat(
                                allowedOrigins.stream().map(String::strip),
                                OwnOrigin.of(publicUrl).stream())
                        .collect(Collectors.toSet()));
    }

    SocketSettings sockets() {
        return SocketSettings.defaults()
                .withConnectTimeout(connectTimeout)
                .withAttachments(maxPayload, attachmentTimeout)
                .withEvents(eventRate, 2 * eventRate);
    }
}

package dev.switchboard.bootstrap.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of slow requests, and of the connections that a network may open.
///
/// @param headerTimeout the time from the first byte of a request to the end of its headers
/// @param bodyGrace how far a body may fall behind its rate
/// @param bodyRate the least rate of a body, in bytes per second
/// @param connectionsPerNetwork HTTP connections of one network (an IPv4 address, a /64 of IPv6)
///   that the hub does not know; WebSockets have limits of their own
@ConfigurationProperties("switchboard.requests")
record RequestProperties(
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("10s") Duration bodyGrace,
        @DefaultValue("240B") DataSize bodyRate,
        @DefaultValue("4000") int connectionsPerNetwork) {

    RequestProperties {
        if (!headerTimeout.isPositive()
                || !bodyGrace.isPositive()
                || bodyRate.toBytes() <= 0
                || connectionsPerNetwork <= 0) {
            throw new IllegalArgumentException("switchboard.requests.* must be positive");
        }
    }
}

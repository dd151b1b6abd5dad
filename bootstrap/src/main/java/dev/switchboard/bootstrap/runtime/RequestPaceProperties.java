package dev.switchboard.bootstrap.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How slowly a client may send one request.
///
/// @param headerTimeout the time from the first byte of a request to the end of its headers
/// @param bodyGrace how far a body may fall behind its rate
/// @param bodyRate the least rate of a body, in bytes per second
@ConfigurationProperties("switchboard.requests")
record RequestPaceProperties(
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue("10s") Duration bodyGrace,
        @DefaultValue("240B") DataSize bodyRate) {

    RequestPaceProperties {
        if (!headerTimeout.isPositive() || !bodyGrace.isPositive() || bodyRate.toBytes() <= 0) {
            throw new IllegalArgumentException("switchboard.requests.* must be positive");
        }
    }
}

package dev.switchboard.adapter.in.socket.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of consoles' connections.
///
/// @param heartbeat how often consoles should renew their leases
/// @param lease how long a lease lasts that is not renewed
@ConfigurationProperties("switchboard.agent")
record AgentProperties(
        @DefaultValue("30s") Duration heartbeat, @DefaultValue("120s") Duration lease) {

    private static final int RENEWALS = 4;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /// What consoles are told: a lease that was made shorter is renewed more often, so that it
    /// outlives a renewal that is late or lost.
    Duration renewal() {
        Duration most = lease.dividedBy(RENEWALS);
        Duration wanted = heartbeat.compareTo(most) < 0 ? heartbeat : most;
        return wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    }
}

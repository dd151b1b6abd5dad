package dev.switchboard.application.service.live;

import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.util.Map;

/// The settings of live clients.
///
/// @param policies the push policies by the origin of conversations
/// @param mostBindings the greatest number of conversations per connection
/// @param mostBytes the number of bytes of messages held for all connections from which on each
///   gets one message at a time
/// @param recoveryWindow how long a session waits for its next connection
/// @param claims the claim policies by the origin of conversations
/// @param parkAfter when an answer that no client fetched is parked, by the origin of conversations
public record LiveSettings(
        Map<String, PushPolicy> policies,
        int mostBindings,
        long mostBytes,
        Duration recoveryWindow,
        Map<String, ClaimPolicy> claims,
        Map<String, Duration> parkAfter) {

    public LiveSettings {
        policies = Map.copyOf(policies);
        claims = Map.copyOf(claims);
        parkAfter = Map.copyOf(parkAfter);
    }

    PushPolicy policyFor(String origin) {
        PushPolicy policy = policies.get(origin);
        if (policy == null) {
            throw new IllegalStateException("No push policy for conversations of " + origin);
        }
        return policy;
    }
}

package dev.switchboard.application.service.live;

import dev.switchboard.domain.delivery.PushPolicy;
import java.time.Duration;
import java.util.Map;

/// How live clients are served.
///
/// @param policies by the origin of the conversation
/// @param mostBindings conversations per connection
/// @param recoveryWindow how long a session waits for its next connection
public record LiveSettings(
        Map<String, PushPolicy> policies, int mostBindings, Duration recoveryWindow) {

    public LiveSettings {
        policies = Map.copyOf(policies);
    }

    PushPolicy policyFor(String origin) {
        PushPolicy policy = policies.get(origin);
        if (policy == null) {
            throw new IllegalStateException("No push policy for conversations of " + origin);
        }
        return policy;
    }
}

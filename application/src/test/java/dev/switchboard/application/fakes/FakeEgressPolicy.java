package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.channel.EgressPolicy;
import dev.switchboard.domain.channel.EndpointUrl;
import java.util.Set;

/// Allows every host but those its test refuses.
public final class FakeEgressPolicy implements EgressPolicy {
    private final Set<String> refused;

    public FakeEgressPolicy(String... refusedHosts) {
        this.refused = Set.of(refusedHosts);
    }

    @Override
    public Decision judge(EndpointUrl endpoint) {
        return refused.contains(endpoint.uri().getHost()) ? Decision.REFUSED : Decision.ALLOWED;
    }
}

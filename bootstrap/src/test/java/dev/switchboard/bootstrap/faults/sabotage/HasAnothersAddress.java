package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.fakes.ForwardingHubRegistry;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.domain.cluster.Hub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The hub says that others call it where they call the hub that was there before it.
public final class HasAnothersAddress implements Saboteur {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    @Override
    public HubRegistry replace(HubRegistry hubs) {
        return new ForwardingHubRegistry(hubs) {

            @Override
            public void register(Hub hub) {
                super.register(
                        new Hub(
                                hub.id(),
                                hub.name(),
                                hub.address(),
                                hub.version(),
                                hub.protocol(),
                                hub.socket(),
                                addressOfAnother(hubs)));
            }
        };
    }

    private static String addressOfAnother(HubRegistry hubs) {
        Optional<String> found = Optional.empty();
        while (found.isEmpty()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            found =
                    hubs.hubs().stream()
                            .filter(each -> !each.dead())
                            .flatMap(each -> Optional.ofNullable(each.hub().peerAddress()).stream())
                            .findFirst();
        }
        return found.orElseThrow();
    }
}

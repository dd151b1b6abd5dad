package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.telemetry.HintTelemetry;
import dev.switchboard.application.service.cluster.OwnerDirectory;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The events of this hub, and of those that share its store.
///
/// @param beat gives a sign of life to the others; to be called once a second
/// @param lost whether hints get lost although there is a line for them
public record HintModule(
        LiveEvents live, OrganisationEvents organisations, Runnable beat, BooleanSupplier lost) {

    /// The module of a hub that shares with nobody.
    ///
    /// @param live its events
    public static HintModule alone(LiveEvents live) {
        return new HintModule(live, OrganisationEvents.NONE, () -> {}, () -> false);
    }

    /// @param line still closed
    /// @param nanoTime a monotonic clock
    public static HintModule of(
            HintLine line,
            HintSeal seal,
            OwnerDirectory directory,
            HintTelemetry telemetry,
            LongSupplier nanoTime) {
        HintTopics topics = new HintTopics(line, seal, hubs(directory), telemetry, nanoTime);
        boolean lined = !line.equals(HintLine.NONE);
        return new HintModule(
                new SharedLiveEvents(topics),
                new SharedOrganisationEvents(topics),
                topics::beat,
                () -> lined && !topics.isWhole());
    }

    private static HintTopics.Hubs hubs(OwnerDirectory directory) {
        return new HintTopics.Hubs() {
            @Override
            public Optional<HubId> me() {
                return directory.me();
            }

            @Override
            public Stream<HubId> others() {
                return directory.otherOwners().stream()
                        .map(Hub::id)
                        .filter(hub -> !directory.isMe(hub));
            }
        };
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.Slot;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryBacklog implements Backlog {
    private static final Comparator<LaneKey> BY_NAME =
            Comparator.comparing((LaneKey lane) -> lane.conversation().value())
                    .thenComparing(lane -> lane.target().toString());

    private final StoreState state;

    InMemoryBacklog(StoreState state) {
        this.state = state;
    }

    @Override
    public List<LaneKey> lanes(@Nullable LaneKey after, int limit) {
        return state.alone(() ->
                pending()
                        .map(InMemoryBacklog::laneOf)
                        .filter(lane -> lane.target().kind() != Target.Kind.CLIENTS)
                        .filter(lane -> after == null || BY_NAME.compare(lane, after) > 0)
                        .distinct()
                        .sorted(BY_NAME)
                        .limit(limit)
                        .toList());
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return state.alone(() ->
                pending()
                        .filter(slot -> laneOf(slot).equals(lane))
                        .sorted(Comparator.comparingLong(InMemoryBacklog::place))
                        .limit(limit)
                        .map(InMemoryBacklog::owed)
                        .toList());
    }

    @Override
    public Map<Target, Integer> pendingPerTarget() {
        return state.alone(() ->
                pending()
                        .collect(
                                Collectors.groupingBy(
                                        slot -> slot.delivery().target(),
                                        Collectors.summingInt(_ -> 1))));
    }

    private Stream<Slot> pending() {
        return state.slots().filter(slot -> slot.delivery() instanceof Pending);
    }

    private static LaneKey laneOf(Slot slot) {
        return new LaneKey(slot.stored().message.conversation(), slot.delivery().target());
    }

    private static long place(Slot slot) {
        return slot.stored().placeFor(slot.delivery().target());
    }

    private static Owed owed(Slot slot) {
        return new Owed(slot.stored().message, (Pending) slot.delivery());
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.Slot;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryBacklog implements Backlog {
    private static final Comparator<Target> BY_NAME = Comparator.comparing(Target::toString);

    private final StoreState state;

    InMemoryBacklog(StoreState state) {
        this.state = state;
    }

    @Override
    public Optional<Target> nextTarget(@Nullable Target after) {
        return state.alone(() ->
                pending()
                        .map(slot -> slot.delivery().target())
                        .filter(target -> after == null || BY_NAME.compare(target, after) > 0)
                        .min(BY_NAME));
    }

    /// Looks at as many deliveries as a real store would.
    @Override
    public Conversations conversations(Target target, @Nullable String from, int limit) {
        Step step = step(target, from, limit);
        return new Conversations(
                step.slots().stream()
                        .map(slot -> slot.stored().message.conversation())
                        .filter(id -> from == null || !from.startsWith(id.value() + " "))
                        .distinct()
                        .toList(),
                step.next());
    }

    @Override
    public Count count(Target target, Partitions some, @Nullable String from, int limit) {
        Step step = step(target, from, limit);
        long found =
                step.slots().stream()
                        .filter(slot -> some.contains(slot.stored().message.conversation()))
                        .count();
        return new Count((int) found, step.next());
    }

    /// @param more whether more deliveries follow
    private record Step(List<Slot> slots, boolean more) {
        @Nullable String next() {
            return more ? placeOf(slots.getLast()) : null;
        }
    }

    private Step step(Target target, @Nullable String from, int limit) {
        return state.alone(() -> {
            List<Slot> behind =
                    pending()
                            .filter(slot -> slot.delivery().target().equals(target))
                            .filter(slot -> from == null || placeOf(slot).compareTo(from) > 0)
                            .sorted(Comparator.comparing(InMemoryBacklog::placeOf))
                            .toList();
            return new Step(behind.stream().limit(limit).toList(), behind.size() > limit);
        });
    }

    private static String placeOf(Slot slot) {
        return slot.stored().message.conversation().value()
                + " %016x".formatted(slot.stored().message.seq());
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

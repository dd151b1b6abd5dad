package dev.switchboard.application.service.upstream;

import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.upstream.DeskStates;
import dev.switchboard.application.port.out.upstream.DeskStates.Condition;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Combines what the connections, their gates and the journal say about desks.
final class DeskWatch implements WatchExternalDesks {

    private static final int PAGE = 1000;

    private final List<DeskStates> states;
    private final Function<Target, Circuit> circuits;
    private final ToLongFunction<Target> pending;
    private final DeliveryLog deliveries;

    /// @param circuits returns the circuit of a target
    /// @param pending returns the approximate number of messages that wait for a target
    DeskWatch(
            List<DeskStates> states,
            Function<Target, Circuit> circuits,
            ToLongFunction<Target> pending,
            DeliveryLog deliveries) {
        this.states = List.copyOf(states);
        this.circuits = circuits;
        this.pending = pending;
        this.deliveries = deliveries;
    }

    @Override
    public List<Desk> desks() {
        return all().map(this::desk).toList();
    }

    @Override
    public boolean connected(Target desk) {
        return all().anyMatch(state ->
                state.desk().equals(desk) && state.condition() != Condition.NOT_CONFIGURED);
    }

    private Stream<DeskState> all() {
        return states.stream().flatMap(system -> system.all().stream());
    }

    private Desk desk(DeskState state) {
        Target desk = state.desk();
        return new Desk(
                desk,
                state.account(),
                stateOf(state.condition(), circuits.apply(desk)),
                pending.applyAsLong(desk),
                parked(desk),
                state.lastSuccessAt(),
                state.lastFailure());
    }

    /// A refused token is reported first, because no probe of the circuit can fix it.
    private static State stateOf(Condition condition, Circuit circuit) {
        return switch (condition) {
            case NOT_CONFIGURED -> State.NOT_CONFIGURED;
            case UNAUTHORIZED -> State.AUTH_FAILED;
            case WELL -> isClosed(circuit) ? State.UP : State.OPEN_CIRCUIT;
            case AWAY -> isClosed(circuit) ? State.RETRYING : State.OPEN_CIRCUIT;
        };
    }

    private static boolean isClosed(Circuit circuit) {
        return circuit.state() == Circuit.State.CLOSED;
    }

    /// Uses the index of parked deliveries page by page, so delivered ones cost nothing.
    private long parked(Target desk) {
        long count = 0;
        @Nullable MessageId last = null;
        List<DeliveryLog.Item> page;
        do {
            page = deliveries.list(parkedAfter(desk, last));
            count += page.size();
            last = page.isEmpty() ? null : page.getLast().message();
        } while (page.size() >= PAGE);
        return count;
    }

    private static DeliveryLog.Query parkedAfter(Target desk, @Nullable MessageId after) {
        return new DeliveryLog.Query(
                desk, null, Set.of(DeliveryLog.State.PARKED), null, null, after, PAGE);
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.Slot;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryHeldMessages implements HeldMessages {
    private static final Comparator<ConversationId> BY_NAME =
            Comparator.comparing(ConversationId::value);

    private final StoreState state;

    InMemoryHeldMessages(StoreState state) {
        this.state = state;
    }

    @Override
    public List<ConversationId> conversations(@Nullable ConversationId after, int limit) {
        return state.alone(() ->
                forClients()
                        .filter(slot -> slot.delivery() instanceof Pending)
                        .map(slot -> slot.stored().message.conversation())
                        .filter(id -> after == null || BY_NAME.compare(id, after) > 0)
                        .distinct()
                        .sorted(BY_NAME)
                        .limit(limit)
                        .toList());
    }

    @Override
    public OptionalLong firstUntaken(ConversationId conversation, long after) {
        return state.alone(() ->
                forClients()
                        .filter(slot -> slot.stored().message.conversation().equals(conversation))
                        .filter(InMemoryHeldMessages::untaken)
                        .mapToLong(slot -> slot.stored().message.seq())
                        .filter(seq -> seq > after)
                        .min());
    }

    private Stream<Slot> forClients() {
        return state.slots().filter(slot -> slot.delivery().target().equals(Target.LIVE_CLIENTS));
    }

    private static boolean untaken(Slot slot) {
        return slot.delivery() instanceof Pending || slot.delivery() instanceof Parked;
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.Slot;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import java.util.OptionalLong;
import java.util.stream.Stream;

final class InMemoryHeldMessages implements HeldMessages {
    private final StoreState state;

    InMemoryHeldMessages(StoreState state) {
        this.state = state;
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

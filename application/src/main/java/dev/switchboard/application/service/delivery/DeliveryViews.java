package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.FollowDeliveries.Item;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.util.HashMap;
import java.util.Map;

/// Deliveries as people see them: what the journal knows, and what only this moment knows (a call
/// under way, a channel switched off). Made for one answer, and forgotten.
final class DeliveryViews {

    private final Lanes lanes;
    private final ChannelRegistry registry;
    private final Map<Target, Boolean> held = new HashMap<>();

    DeliveryViews(Lanes lanes, ChannelRegistry registry) {
        this.lanes = lanes;
        this.registry = registry;
    }

    Item view(DeliveryLog.Item item) {
        return new Item(
                item.message(),
                item.conversation(),
                item.seq(),
                status(item),
                item.acceptedAt(),
                item.delivery(),
                item.lastAttempt());
    }

    private Status status(DeliveryLog.Item item) {
        return switch (item.delivery()) {
            case Pending pending -> statusOf(pending, item);
            case Delivered _ -> Status.DELIVERED;
            case Answered _ -> Status.ANSWERED;
            case Parked parked ->
                    parked.reason().equals(ParkReason.REFUSED) ? Status.REFUSED : Status.PARKED;
            case Discarded _ -> Status.DISCARDED;
        };
    }

    private Status statusOf(Pending pending, DeliveryLog.Item item) {
        LaneKey lane = new LaneKey(item.conversation(), pending.target());
        if (lanes.calling(item.message(), lane)) {
            return Status.SENDING;
        }
        if (held.computeIfAbsent(pending.target(), this::disabled)) {
            return Status.HELD;
        }
        return pending.attempts() > 0 ? Status.RETRYING : Status.ACCEPTED;
    }

    private boolean disabled(Target target) {
        return target.kind() == Target.Kind.CHANNEL
                && registry.find(new ChannelId(target.name())).filter(Channel::enabled).isEmpty();
    }
}

package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Item;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reports the state of deliveries.
final class DeliveryWatch implements FollowDeliveries {

    private final DeliveryLog log;
    private final History history;
    private final ChannelRegistry registry;
    private final Lanes lanes;

    DeliveryWatch(DeliveryLog log, History history, ChannelRegistry registry, Lanes lanes) {
        this.log = log;
        this.history = history;
        this.registry = registry;
        this.lanes = lanes;
    }

    @Override
    public Optional<Item> ofChannelMessage(MessageId id) {
        return history.find(id).stream()
                .flatMap(recorded -> recorded.deliveries().stream())
                .map(Delivery::target)
                .filter(target -> target.kind() == Target.Kind.CHANNEL)
                .findFirst()
                .flatMap(target -> find(id, target));
    }

    @Override
    public Optional<Item> find(MessageId id, Target target) {
        return log.find(id, target).map(new DeliveryViews(lanes, registry)::view);
    }

    /// Some statuses are known only here, so pages of the log are read until enough deliveries
    /// match and the last message is complete.
    @Override
    public Page list(Query query) {
        DeliveryViews views = new DeliveryViews(lanes, registry);
        List<Item> fitting = new ArrayList<>();
        @Nullable MessageId after = query.after();
        List<DeliveryLog.Item> read;
        do {
            read = log.list(question(query, after));
            for (DeliveryLog.Item item : read) {
                Item view = views.view(item);
                after = item.message();
                if (!fits(query, view)) {
                    continue;
                }
                if (fitting.size() >= query.limit()
                        && !fitting.getLast().message().equals(item.message())) {
                    return new Page(fitting, fitting.getLast().message());
                }
                fitting.add(view);
            }
        } while (read.size() > query.limit());
        return new Page(fitting, null);
    }

    private static boolean fits(Query query, Item item) {
        return query.statuses().isEmpty() || query.statuses().contains(item.status());
    }

    private static DeliveryLog.Query question(Query query, @Nullable MessageId after) {
        return new DeliveryLog.Query(
                query.target(),
                query.conversation(),
                states(query.statuses()),
                query.parkedFor(),
                query.before(),
                after,
                query.limit() + 1);
    }

    private static Set<State> states(Set<Status> statuses) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (Status status : statuses) {
            states.add(
                    switch (status) {
                        case ACCEPTED, SENDING, RETRYING, HELD -> State.PENDING;
                        case DELIVERED -> State.DELIVERED;
                        case ANSWERED -> State.ANSWERED;
                        case PARKED, REFUSED -> State.PARKED;
                        case DISCARDED -> State.DISCARDED;
                    });
        }
        return states;
    }

    /// Deliveries as operators see them: the state in the journal combined with the momentary state
    /// (a call in progress, a disabled channel). Made for one response.
    private static final class DeliveryViews {

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
            if (item.message().equals(lanes.called(lane))) {
                return Status.SENDING;
            }
            if (held.computeIfAbsent(pending.target(), this::disabled)) {
                return Status.HELD;
            }
            return pending.attempts() > 0 ? Status.RETRYING : Status.ACCEPTED;
        }

        private boolean disabled(Target target) {
            return target.kind() == Target.Kind.CHANNEL
                    && registry.find(new ChannelId(target.name()))
                            .filter(Channel::enabled)
                            .isEmpty();
        }
    }
}

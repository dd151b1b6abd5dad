package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows where deliveries stand.
public final class DeliveryWatch implements FollowDeliveries {

    private final DeliveryLog log;
    private final History history;
    private final ChannelRegistry registry;
    private final Lanes lanes;

    public DeliveryWatch(DeliveryLog log, History history, ChannelRegistry registry, Lanes lanes) {
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

    /// Some statuses are known only here, so pages of the log are read on until enough fit.
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
                if (fitting.size() == query.limit()) {
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
}

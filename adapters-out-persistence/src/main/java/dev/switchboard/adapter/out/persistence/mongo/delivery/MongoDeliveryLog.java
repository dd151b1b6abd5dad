package dev.switchboard.adapter.out.persistence.mongo.delivery;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.SettleLine;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks for deliveries. Content and traces stay in the store: a delivery has its newest attempt
/// with it.
public final class MongoDeliveryLog implements DeliveryLog {

    private final MongoStore store;
    private final SettleLine line;
    private final TargetFigures figures;

    public MongoDeliveryLog(MongoStore store, SettleLine line, InstantSource clock) {
        this.store = store;
        this.line = line;
        this.figures = new TargetFigures(store, clock);
    }

    @Override
    public Optional<Item> find(MessageId message, Target target) {
        line.catchUp();
        return Optional.ofNullable(store.call(mongo -> Messages.row(mongo, message)))
                .flatMap(row -> row.deliveryTo(target.toString()).map(row::toItem));
    }

    @Override
    public List<Item> list(Query query) {
        line.catchUp();
        return store.call(mongo -> DeliveryPage.read(mongo, query));
    }

    @Override
    public Statistics statistics(Target target, Instant since) {
        line.catchUp();
        return figures.read(target, since);
    }
}

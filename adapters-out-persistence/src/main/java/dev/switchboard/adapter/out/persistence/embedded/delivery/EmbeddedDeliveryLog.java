package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.adapter.out.persistence.query.DeliveryFigures;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up deliveries; [DeliverySearch] chooses the table.
public final class EmbeddedDeliveryLog implements DeliveryLog {

    private final Store store;

    public EmbeddedDeliveryLog(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Item> find(MessageId message, Target target) {
        return store.read(view -> find(view, message, target));
    }

    private static Optional<Item> find(View view, MessageId id, Target target) {
        return MessageRecord.ifSound(view, id)
                .flatMap(stored ->
                        DeliveryRecord.ifSound(view, MessageKey.of(id), target)
                                .map(record -> DeliverySearch.item(stored.message(), record)));
    }

    @Override
    public List<Item> list(Query query) {
        return store.search(view -> new DeliverySearch(view, query).run());
    }

    /// Reads every delivery sent to the target since then.
    @Override
    public Statistics statistics(Target target, Instant since) {
        return store.search(view -> new DeliveryFigures(figures(view, target, since)).statistics());
    }

    private record Kind(State state, boolean retried, @Nullable Long millis) {}

    private static List<DeliveryFigures.Row> figures(View view, Target target, Instant since) {
        Map<Kind, Long> counts = new HashMap<>();
        byte[] until = ByteWriter.behind(Keys.target(target));
        try (Scan scan = view.scan(Table.SENT, Keys.sentFrom(target, since), until)) {
            while (scan.next()) {
                MessageId id = Keys.Dead.readSent(new ByteReader(scan.key())).message();
                DeliveryRecord.ifSound(view, MessageKey.of(id), target)
                        .map(EmbeddedDeliveryLog::kind)
                        .ifPresent(kind -> counts.merge(kind, 1L, Long::sum));
            }
        }
        return counts.entrySet().stream()
                .map(each ->
                        new DeliveryFigures.Row(
                                each.getKey().state(),
                                each.getKey().retried(),
                                each.getKey().millis(),
                                each.getValue()))
                .toList();
    }

    private static Kind kind(DeliveryRecord record) {
        Attempt call = record.call();
        return new Kind(
                DeliverySearch.stateOf(record.delivery()),
                record.delivery().attempts() > 1,
                call == null ? null : (Long) call.took().toMillis());
    }
}

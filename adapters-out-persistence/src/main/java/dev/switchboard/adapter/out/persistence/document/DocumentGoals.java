package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Goals of queues, one document for each queue of a tenant.
public final class DocumentGoals implements Goals {

    private static final Function<Document, Stream<QueueGoals>> READER =
            DocumentFields.reader(TableForm.QUEUE_GOALS, DocumentGoals::toGoals);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#QUEUE_GOALS]
    public DocumentGoals(DocumentTable table) {
        this.table = table;
    }

    @Override
    public QueueGoals of(TenantId tenant, QueueId queue) {
        return table.find(id(tenant, queue)).stream()
                .flatMap(READER)
                .findFirst()
                .orElseGet(() -> QueueGoals.none(tenant, queue));
    }

    @Override
    public boolean save(QueueGoals goals) {
        Change change = Change.to(toDocument(goals), goals.version());
        return table.write(change) instanceof DocumentTable.Outcome.Done;
    }

    /// No tenant's name contains a slash.
    private static String id(TenantId tenant, QueueId queue) {
        return tenant + "/" + queue;
    }

    private static Document toDocument(QueueGoals goals) {
        return DocumentFields.present(
                new Document("_id", id(goals.tenant(), goals.queue()))
                        .append("version", goals.version())
                        .append("tenant", goals.tenant().value())
                        .append("queue", goals.queue().value())
                        .append("answer_within_s", seconds(goals.answerWithin()))
                        .append("reply_within_s", seconds(goals.replyWithin()))
                        .append("wrap_up_s", seconds(goals.wrapUp())));
    }

    private static @Nullable Long seconds(@Nullable Duration within) {
        return within == null ? null : within.toSeconds();
    }

    private static QueueGoals toGoals(DocumentFields fields) {
        return new QueueGoals(
                new TenantId(fields.text("tenant")),
                new QueueId(fields.text("queue")),
                fields.number("version"),
                within(fields.numberIfAny("answer_within_s")),
                within(fields.numberIfAny("reply_within_s")),
                within(fields.numberIfAny("wrap_up_s")));
    }

    private static @Nullable Duration within(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}

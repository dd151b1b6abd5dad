package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Stay;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The stay of a customer within a document.
final class StayForm {

    private StayForm() {}

    static @Nullable Document toDocument(@Nullable Stay stay) {
        if (stay == null) {
            return null;
        }
        AgentId agent = stay.agent();
        return DocumentFields.present(
                new Document("queue", stay.queue().value())
                        .append("agent", agent == null ? null : agent.value())
                        .append("since", Date.from(stay.since())));
    }

    static @Nullable Stay toStay(@Nullable DocumentFields fields) {
        if (fields == null) {
            return null;
        }
        @Nullable String agent = fields.textIfAny("agent");
        return new Stay(
                new QueueId(fields.text("queue")),
                agent == null ? null : new AgentId(agent),
                fields.time("since"));
    }
}

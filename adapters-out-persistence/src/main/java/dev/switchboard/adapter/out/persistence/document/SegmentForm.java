package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffSegment;
import dev.switchboard.domain.handoff.QueueId;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A segment of a handoff within a document.
final class SegmentForm {

    private SegmentForm() {}

    static @Nullable Document toDocument(@Nullable HandoffSegment segment) {
        if (segment == null) {
            return null;
        }
        AgentId agent = segment.agent();
        return DocumentFields.present(
                new Document("queue", segment.queue().value())
                        .append("agent", agent == null ? null : agent.value())
                        .append("since", Date.from(segment.since())));
    }

    static @Nullable HandoffSegment toSegment(@Nullable DocumentFields fields) {
        if (fields == null) {
            return null;
        }
        @Nullable String agent = fields.textIfAny("agent");
        return new HandoffSegment(
                new QueueId(fields.text("queue")),
                agent == null ? null : new AgentId(agent),
                fields.time("since"));
    }
}

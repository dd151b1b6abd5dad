package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Counted steps by handoff and version, listed for their tenant and for each agent.
public final class DocumentCountedSteps implements CountedSteps {

    private static final Function<Document, Stream<CountedStep>> READER =
            DocumentFields.reader(TableForm.COUNTED_STEPS, DocumentCountedSteps::toStep);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#COUNTED_STEPS]
    public DocumentCountedSteps(DocumentTable table) {
        this.table = table;
    }

    @Override
    public void keep(CountedStep step) {
        var _ = table.write(new Change.Insert(toDocument(step)));
    }

    @Override
    public List<CountedStep> latest(
            Whose whose, Instant before, @Nullable CountedStep behind, int limit) {
        Range all =
                new Range.All(
                        List.of(list(whose.tenant(), whose.agent())),
                        behind == null ? before.minusMillis(1) : behind.at(),
                        behind == null ? "" : id(behind));
        return table.scan(TableForm.COUNTED_STEPS.index("lists"), all, limit).stream()
                .flatMap(READER)
                .toList();
    }

    @Override
    public void forgetThrough(Instant last) {
        table.forgetThrough(TableForm.COUNTED_STEPS.index("at"), last);
    }

    private static String id(CountedStep step) {
        return step.handoff() + "/" + step.version();
    }

    /// No tenant's name contains a slash.
    private static String list(TenantId tenant, @Nullable AgentId agent) {
        return agent == null ? tenant.value() : tenant + "/" + agent;
    }

    private static Document toDocument(CountedStep step) {
        TenantId tenant = step.tenant();
        List<String> lists =
                Stream.concat(
                                Stream.of(list(tenant, null)),
                                step.agents().stream().map(agent -> list(tenant, agent)))
                        .toList();
        AgentId by = step.by();
        LabelId outcome = step.outcome();
        return DocumentFields.present(
                new Document("_id", id(step))
                        .append("tenant", tenant.value())
                        .append("handoff", step.handoff().value())
                        .append("version", step.version())
                        .append("kind", step.kind().name())
                        .append("at", Date.from(step.at()))
                        .append("by", by == null ? null : by.value())
                        .append("left", SegmentForm.toDocument(step.left()))
                        .append("now", SegmentForm.toDocument(step.now()))
                        .append("outcome", outcome == null ? null : outcome.value())
                        .append("lists", lists));
    }

    private static CountedStep toStep(DocumentFields fields) {
        @Nullable String by = fields.textIfAny("by");
        @Nullable String outcome = fields.textIfAny("outcome");
        return new CountedStep(
                new TenantId(fields.text("tenant")),
                new HandoffId(fields.text("handoff")),
                fields.number("version"),
                CountedStep.Kind.valueOf(fields.text("kind")),
                fields.time("at"),
                by == null ? null : new AgentId(by),
                SegmentForm.toSegment(fields.innerIfAny("left")),
                SegmentForm.toSegment(fields.innerIfAny("now")),
                outcome == null ? null : new LabelId(outcome));
    }
}

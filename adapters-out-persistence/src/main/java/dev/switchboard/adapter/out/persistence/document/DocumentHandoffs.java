package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Handoffs by conversation, each flagged as open until it is finished. A handoff is removed with
/// its conversation.
public final class DocumentHandoffs implements Handoffs {

    private static final Index OPEN = TableForm.HANDOFFS.index("open");
    private static final Function<Document, Stream<Handoff>> READER =
            DocumentFields.reader(TableForm.HANDOFFS, HandoffForm::toHandoff);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#HANDOFFS]
    public DocumentHandoffs(DocumentTable table) {
        this.table = table;
    }

    @Override
    public Optional<Handoff> find(ConversationId conversation) {
        return table.find(conversation.value()).stream().flatMap(READER).findFirst();
    }

    @Override
    public Changed change(long expected, Handoff next) {
        if (expected > 0) {
            return changed(next, table.write(new Amendment.Replace(open(next), expected)));
        }
        Changed begun = changed(next, table.write(new Change.Insert(open(next))));
        if (!begun.equals(new Changed.Overtaken(null))) {
            return begun;
        }
        // An unreadable handoff counts as none.
        var _ = table.write(new Amendment.Remove(next.conversation().value()));
        return changed(next, table.write(new Change.Insert(open(next))));
    }

    private static Document open(Handoff handoff) {
        return HandoffForm.toDocument(handoff).append(OPEN.field(), true);
    }

    private static Changed changed(Handoff next, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> new Changed.Done();
            case Outcome.Refused(@Nullable Document document) -> {
                Handoff there =
                        Stream.ofNullable(document).flatMap(READER).findFirst().orElse(null);
                yield there != null && there.isSameStepAs(next)
                        ? new Changed.Done()
                        : new Changed.Overtaken(there);
            }
        };
    }

    /// A conversation's handoff version never falls, so an equal version means the same handoff.
    @Override
    public void keep(List<Leased> renewed) {
        table.amend(
                renewed.stream()
                        .map(one -> new Amendment.Replace(open(one), one.version()))
                        .toList());
    }

    @Override
    public List<Handoff> open(@Nullable ConversationId after, int limit) {
        Range behind = new Range.Behind(after == null ? null : after.value());
        return table.scan(OPEN, behind, limit).stream().flatMap(READER).toList();
    }

    @Override
    public void finish(Over over) {
        var _ = table.write(new Amendment.Lower(over.conversation().value(), over.version(), OPEN));
    }

    @Override
    public boolean erase(ConversationId conversation) {
        Optional<Document> there = table.find(conversation.value());
        if (there.isEmpty()) {
            return true;
        }
        if (new DocumentFields(there.get()).isSet(OPEN.field())
                || !(READER.apply(there.get()).findFirst().orElse(null) instanceof Over over)) {
            return false;
        }
        Document erased = HandoffForm.toDocument(over.erased());
        return table.write(new Amendment.Replace(erased, over.version())) instanceof Outcome.Done;
    }
}

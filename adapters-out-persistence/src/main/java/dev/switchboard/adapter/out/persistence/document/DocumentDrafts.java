package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Agents' drafts, by agent and conversation.
public final class DocumentDrafts implements Drafts {

    private static final int MOST = 100;

    /// More agents than anybody was ever passed between.
    private static final int MOST_OF_ONE = 1000;

    /// Far more than the consoles of one agent ever write at once.
    private static final int MOST_TRIES = 20;

    private static final Function<Document, Stream<ReplyDraft>> READER =
            DocumentFields.reader(TableForm.DRAFTS, DocumentDrafts::toDraft);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#DRAFTS]
    public DocumentDrafts(DocumentTable table) {
        this.table = table;
    }

    @Override
    public ReplyDraft keep(ReplyDraft written) {
        ReplyDraft draft =
                new ReplyDraft(
                        written.agent(),
                        written.conversation(),
                        written.text(),
                        written.at().truncatedTo(ChronoUnit.MILLIS));
        Outcome outcome = table.write(new Change.Insert(toDocument(draft, 1)));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            @Nullable Document there = outcome instanceof Outcome.Refused(var it) ? it : null;
            if (there == null) {
                // Done; or somebody removed it, or it cannot be read.
                return outcome instanceof Outcome.Done ? draft : overwrite(draft);
            }
            ReplyDraft kept = READER.apply(there).findFirst().orElse(null);
            if (kept != null && !draft.isNewerThan(kept)) {
                return kept;
            }
            long version = new DocumentFields(there).number("version");
            outcome = table.write(new Amendment.Replace(toDocument(draft, version + 1), version));
        }
        throw new StoreUnavailableException("A draft is written by too many at once");
    }

    private ReplyDraft overwrite(ReplyDraft draft) {
        var _ = table.write(new Change.Put(toDocument(draft, 1)));
        return draft;
    }

    @Override
    public List<ReplyDraft> of(Agent agent) {
        return said(TableForm.DRAFTS.index("agent"), key(agent));
    }

    @Override
    public List<ReplyDraft> of(ConversationId conversation) {
        return said(TableForm.DRAFTS.index("conversation"), conversation.value());
    }

    private List<ReplyDraft> said(TableForm.Index index, String value) {
        return table.scan(index, new Range.Only(value), MOST).stream()
                .flatMap(READER)
                .filter(draft -> !draft.text().isEmpty())
                .toList();
    }

    @Override
    public void forget(ConversationId conversation) {
        Range all = new Range.Only(conversation.value());
        table.remove(table.scan(TableForm.DRAFTS.index("conversation"), all, MOST_OF_ONE));
    }

    @Override
    public void forgetThrough(Instant last) {
        table.forgetThrough(TableForm.DRAFTS.index("at"), last);
    }

    /// No tenant's name contains a slash.
    private static String key(Agent agent) {
        return agent.tenant() + "/" + agent.id();
    }

    private static Document toDocument(ReplyDraft draft, long version) {
        String agent = key(draft.agent());
        return new Document("_id", agent.length() + "/" + agent + "/" + draft.conversation())
                .append("version", version)
                .append("agent", agent)
                .append("conversation", draft.conversation().value())
                .append("text", draft.text())
                .append("at", Date.from(draft.at()));
    }

    private static ReplyDraft toDraft(DocumentFields fields) {
        String[] agent = fields.text("agent").split("/", 2);
        return new ReplyDraft(
                new Agent(new TenantId(agent[0]), new AgentId(agent[1])),
                new ConversationId(fields.text("conversation")),
                fields.text("text"),
                fields.time("at"));
    }
}

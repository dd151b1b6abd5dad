package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.keys.TermTokens;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Pieces of conversations with their terms as tokens.
public final class DocumentMessageIndex implements MessageIndex {

    private static final Function<Document, Stream<Piece>> READER =
            DocumentFields.reader(TableForm.MESSAGE_TERMS, DocumentMessageIndex::toPiece);

    /// Pieces that were made in another form are made anew.
    private static final String FORM = "/2";

    private final DocumentTable table;
    private final TermTokens tokens;

    /// @param table a table of the form [TableForm#MESSAGE_TERMS]
    public DocumentMessageIndex(DocumentTable table, TermTokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public void save(Piece piece, Set<String> terms) {
        Document document =
                new Document("_id", id(piece.id()))
                        .append("conversation", piece.id().conversation().value())
                        .append("number", piece.id().number())
                        .append("at", Date.from(piece.at()))
                        .append("until", Date.from(piece.until()))
                        .append("through", piece.through())
                        .append("before", name(piece.before()))
                        .append("holder", name(piece.holder()))
                        .append("queue", queue(piece.queue()))
                        .append("key", keyAndForm())
                        .append("terms", tokens(terms));
        var _ = table.write(new Change.Put(DocumentFields.present(document)));
    }

    private static @Nullable String name(@Nullable AgentId agent) {
        return agent == null ? null : agent.value();
    }

    private static @Nullable String queue(@Nullable QueueId queue) {
        return queue == null ? null : queue.value();
    }

    private String keyAndForm() {
        return tokens.keyName() + FORM;
    }

    /// Returns the tokens in their own order, which says nothing about that of the words.
    private List<String> tokens(Set<String> terms) {
        return terms.stream().map(tokens::token).sorted().toList();
    }

    /// A conversation may have any name, but a number has no slash.
    private static String id(PieceId piece) {
        return piece.conversation() + "/" + piece.number();
    }

    @Override
    public List<Piece> find(Collection<PieceId> ids) {
        return ids.isEmpty()
                ? List.of()
                : table.find(ids.stream().map(DocumentMessageIndex::id).toList()).stream()
                        .filter(document -> keyAndForm().equals(document.getString("key")))
                        .flatMap(READER)
                        .toList();
    }

    @Override
    public void forget(Collection<PieceId> ids) {
        table.amend(ids.stream().map(id -> new Amendment.Remove(id(id))).toList());
    }

    @Override
    public List<Piece> having(Set<String> terms, @Nullable Position behind, int limit) {
        Range all =
                new Range.All(
                        tokens(terms),
                        behind == null ? null : behind.at(),
                        behind == null ? null : id(behind.id()));
        return pieces(table.scan(TableForm.MESSAGE_TERMS.index("terms"), all, limit));
    }

    @Override
    public List<Piece> through(Instant last, int limit) {
        Range old = new Range.Through(last);
        return pieces(table.scan(TableForm.MESSAGE_TERMS.index("at"), old, limit));
    }

    private static List<Piece> pieces(List<Document> documents) {
        return documents.stream().flatMap(READER).toList();
    }

    private static Piece toPiece(DocumentFields fields) {
        return new Piece(
                new PieceId(
                        new ConversationId(fields.text("conversation")), fields.number("number")),
                fields.time("at"),
                fields.time("until"),
                fields.number("through"),
                agent(fields.textIfAny("before")),
                agent(fields.textIfAny("holder")),
                queue(fields.textIfAny("queue")));
    }

    private static @Nullable QueueId queue(@Nullable String id) {
        return id == null ? null : new QueueId(id);
    }

    private static @Nullable AgentId agent(@Nullable String name) {
        return name == null ? null : new AgentId(name);
    }
}

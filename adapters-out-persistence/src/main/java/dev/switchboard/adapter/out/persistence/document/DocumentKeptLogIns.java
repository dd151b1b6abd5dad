package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Log-ins kept alive by refresh tokens, by the id in the tokens.
public final class DocumentKeptLogIns implements KeptLogIns {

    private static final int MOST_OF_ONE = 1000;

    private static final Function<Document, Stream<KeptLogIn>> READER =
            DocumentFields.reader(TableForm.LOG_INS, DocumentKeptLogIns::toLogIn);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#LOG_INS]
    public DocumentKeptLogIns(DocumentTable table) {
        this.table = table;
    }

    @Override
    public Optional<KeptLogIn> find(String id) {
        return table.find(id).stream().flatMap(READER).findFirst();
    }

    @Override
    public List<KeptLogIn> of(Username account) {
        return table
                .scan(
                        TableForm.LOG_INS.index("account"),
                        new Range.Only(account.value()),
                        MOST_OF_ONE)
                .stream()
                .flatMap(READER)
                .toList();
    }

    @Override
    public Outcome insert(KeptLogIn logIn) {
        return outcome(new Change.Insert(toDocument(logIn)));
    }

    @Override
    public Outcome replace(KeptLogIn logIn, long version) {
        return outcome(new Amendment.Replace(toDocument(logIn), version));
    }

    @Override
    public Outcome remove(String id) {
        return outcome(new Amendment.Remove(id));
    }

    private Outcome outcome(Change change) {
        return switch (table.write(change)) {
            case DocumentTable.Outcome.Done _ -> Outcome.DONE;
            case DocumentTable.Outcome.Refused _ -> Outcome.REFUSED;
        };
    }

    @Override
    public int forget(Instant notRenewedSince, Instant ended, int limit) {
        List<Amendment.Remove> removals =
                Stream.concat(
                                through("renewed_at", notRenewedSince, limit),
                                through("ends_at", ended, limit))
                        .map(document -> document.getString("_id"))
                        .distinct()
                        .limit(limit)
                        .map(Amendment.Remove::new)
                        .toList();
        table.amend(removals);
        return removals.size();
    }

    private Stream<Document> through(String field, Instant last, int limit) {
        return table.scan(TableForm.LOG_INS.index(field), new Range.Through(last), limit).stream();
    }

    private static Document toDocument(KeptLogIn logIn) {
        return new Document("_id", logIn.id())
                .append("version", logIn.version())
                .append("account", logIn.account().value())
                .append("revision", logIn.revision())
                .append("hash", logIn.hash())
                .append("previous", logIn.previous())
                .append("salt", logIn.salt())
                .append("begun_at", Date.from(logIn.begunAt()))
                .append("renewed_at", Date.from(logIn.renewedAt()))
                .append("ends_at", Date.from(logIn.endsAt()));
    }

    private static KeptLogIn toLogIn(DocumentFields fields) {
        return new KeptLogIn(
                fields.text("_id"),
                new Username(fields.text("account")),
                fields.text("revision"),
                fields.text("hash"),
                fields.textIfAny("previous"),
                fields.text("salt"),
                fields.time("begun_at"),
                fields.time("renewed_at"),
                fields.time("ends_at"),
                fields.number("version"));
    }
}

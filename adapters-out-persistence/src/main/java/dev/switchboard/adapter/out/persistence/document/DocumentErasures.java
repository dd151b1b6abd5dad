package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.BrowserId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Erasures by id.
public final class DocumentErasures implements Erasures {

    private static final Function<Document, Stream<Erasure>> READER =
            DocumentFields.reader(TableForm.ERASURES, DocumentErasures::toErasure);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#ERASURES]
    public DocumentErasures(DocumentTable table) {
        this.table = table;
    }

    @Override
    public void save(Erasure erasure) {
        var _ = table.write(new Change.Put(toDocument(erasure)));
    }

    @Override
    public Optional<Erasure> find(String id) {
        return table.find(id).stream().flatMap(READER).findFirst();
    }

    @Override
    public List<Erasure> all() {
        return table.all().stream().flatMap(READER).toList();
    }

    private static Document toDocument(Erasure erasure) {
        Person person = erasure.person();
        Figures figures = erasure.figures();
        return DocumentFields.present(
                new Document("_id", erasure.id())
                        .append("pseudonym", erasure.pseudonym())
                        .append("person", person == null ? null : toDocument(person))
                        .append(
                                "figures",
                                new Document("conversations", figures.conversations())
                                        .append("messages", figures.messages())
                                        .append("deliveries", figures.deliveries())
                                        .append("files", figures.files()))
                        .append("asked_by", erasure.askedBy())
                        .append("asked_at", Date.from(erasure.askedAt()))
                        .append("done_at", DocumentFields.date(erasure.doneAt())));
    }

    private static Document toDocument(Person person) {
        return new Document("name", person.name())
                .append(
                        "conversations",
                        person.conversations().stream().map(ConversationId::value).toList())
                .append("subjects", List.copyOf(person.subjects()))
                .append("browsers", person.browsers().stream().map(BrowserId::hash).toList());
    }

    private static Erasure toErasure(DocumentFields fields) {
        @Nullable DocumentFields person = fields.innerIfAny("person");
        DocumentFields figures = fields.inner("figures");
        return new Erasure(
                fields.text("_id"),
                fields.text("pseudonym"),
                person == null ? null : toPerson(person),
                new Figures(
                        figures.number("conversations"),
                        figures.number("messages"),
                        figures.number("deliveries"),
                        figures.number("files")),
                fields.text("asked_by"),
                fields.time("asked_at"),
                fields.timeIfAny("done_at"));
    }

    private static Person toPerson(DocumentFields fields) {
        return new Person(
                fields.text("name"),
                fields.texts("conversations").stream()
                        .map(ConversationId::new)
                        .collect(Collectors.toSet()),
                Set.copyOf(fields.texts("subjects")),
                fields.texts("browsers").stream().map(BrowserId::new).collect(Collectors.toSet()));
    }
}

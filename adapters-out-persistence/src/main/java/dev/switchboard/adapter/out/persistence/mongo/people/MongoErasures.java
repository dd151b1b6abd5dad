package dev.switchboard.adapter.out.persistence.mongo.people;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.ERASURES;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.BrowserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A document per erasure.
public final class MongoErasures implements Erasures {

    private final MongoStore store;

    public MongoErasures(MongoStore store) {
        this.store = store;
    }

    record ErasureDocument(
            String id,
            String pseudonym,
            @Nullable PersonDocument person,
            FiguresDocument figures,
            String askedBy,
            Instant askedAt,
            @Nullable Instant doneAt) {

        static ErasureDocument from(Erasure erasure) {
            Person person = erasure.person();
            Figures figures = erasure.figures();
            return new ErasureDocument(
                    erasure.id(),
                    erasure.pseudonym(),
                    person == null ? null : PersonDocument.from(person),
                    new FiguresDocument(
                            figures.conversations(),
                            figures.messages(),
                            figures.deliveries(),
                            figures.files()),
                    erasure.askedBy(),
                    erasure.askedAt(),
                    erasure.doneAt());
        }

        Erasure toErasure() {
            return new Erasure(
                    id,
                    pseudonym,
                    person == null ? null : person.toPerson(),
                    new Figures(
                            figures.conversations,
                            figures.messages,
                            figures.deliveries,
                            figures.files),
                    askedBy,
                    askedAt,
                    doneAt);
        }
    }

    record FiguresDocument(long conversations, long messages, long deliveries, long files) {}

    record PersonDocument(
            String name, List<String> conversations, List<String> subjects, List<String> browsers) {

        static PersonDocument from(Person person) {
            return new PersonDocument(
                    person.name(),
                    person.conversations().stream().map(ConversationId::value).toList(),
                    List.copyOf(person.subjects()),
                    person.browsers().stream().map(BrowserId::hash).toList());
        }

        Person toPerson() {
            return new Person(
                    name,
                    conversations.stream().map(ConversationId::new).collect(Collectors.toSet()),
                    Set.copyOf(subjects),
                    browsers.stream().map(BrowserId::new).collect(Collectors.toSet()));
        }
    }

    @Override
    public void save(Erasure erasure) {
        store.run(mongo -> mongo.save(ErasureDocument.from(erasure), ERASURES));
    }

    @Override
    public Optional<Erasure> find(String id) {
        return Optional.ofNullable(
                        store.call(mongo -> mongo.findById(id, ErasureDocument.class, ERASURES)))
                .map(ErasureDocument::toErasure);
    }

    @Override
    public List<Erasure> all() {
        return store.call(mongo -> mongo.findAll(ErasureDocument.class, ERASURES)).stream()
                .map(ErasureDocument::toErasure)
                .toList();
    }
}

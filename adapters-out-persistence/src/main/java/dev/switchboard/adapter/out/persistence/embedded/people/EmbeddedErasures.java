package dev.switchboard.adapter.out.persistence.embedded.people;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.ERASURE;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.BrowserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record per erasure.
public final class EmbeddedErasures implements Erasures {

    private static final int RECORD = 1;
    private static final int VERSION = 1;
    private static final Decoder<Erasure> DECODER = EmbeddedErasures::read;

    private final Store store;

    public EmbeddedErasures(Store store) {
        this.store = store;
    }

    @Override
    public void save(Erasure erasure) {
        byte[] value = write(erasure);
        store.write(batch -> {
            batch.put(ERASURE, key(erasure.id()), value);
            return erasure;
        });
    }

    private static byte[] key(String id) {
        return new ByteWriter(48).octet(RECORD).keyText(id).toBytes();
    }

    @Override
    public Optional<Erasure> find(String id) {
        return id.indexOf('\0') < 0
                ? store.read(view -> DECODER.ifSound(ERASURE, view.get(ERASURE, key(id))))
                : Optional.empty();
    }

    @Override
    public List<Erasure> all() {
        return store.read(view -> {
            List<Erasure> found = new ArrayList<>();
            try (Scan scan = view.scan(ERASURE, new byte[] {RECORD})) {
                while (scan.next()) {
                    DECODER.ifSound(ERASURE, scan.value()).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    private static byte[] write(Erasure erasure) {
        Person person = erasure.person();
        Instant doneAt = erasure.doneAt();
        Figures figures = erasure.figures();
        ByteWriter value =
                new ByteWriter(256)
                        .octet(VERSION)
                        .text(erasure.id())
                        .text(erasure.pseudonym())
                        .text(erasure.askedBy())
                        .instant(erasure.askedAt())
                        .flag(doneAt != null)
                        .instant(doneAt == null ? Instant.EPOCH : doneAt)
                        .number(figures.conversations())
                        .number(figures.messages())
                        .number(figures.deliveries())
                        .number(figures.files())
                        .flag(person != null);
        if (person != null) {
            value.text(person.name());
            write(value, person.conversations(), ConversationId::value);
            write(value, person.subjects(), subject -> subject);
            write(value, person.browsers(), BrowserId::hash);
        }
        return value.toBytes();
    }

    private static <T> void write(ByteWriter value, Collection<T> all, Function<T, String> text) {
        value.number(all.size());
        all.forEach(each -> value.text(text.apply(each)));
    }

    private static Erasure read(ByteReader value) {
        Decoder.version(value, VERSION);
        String id = value.text();
        String pseudonym = value.text();
        String askedBy = value.text();
        Instant askedAt = value.instant();
        boolean done = value.flag();
        Instant doneAt = value.instant();
        Figures figures =
                new Figures(value.number(), value.number(), value.number(), value.number());
        @Nullable Person person = value.flag() ? person(value) : null;
        return new Erasure(id, pseudonym, person, figures, askedBy, askedAt, done ? doneAt : null);
    }

    private static Person person(ByteReader value) {
        return new Person(
                value.text(),
                texts(value).stream().map(ConversationId::new).collect(Collectors.toSet()),
                texts(value),
                texts(value).stream().map(BrowserId::new).collect(Collectors.toSet()));
    }

    private static Set<String> texts(ByteReader value) {
        Set<String> texts = new HashSet<>();
        for (long rest = value.number(); rest > 0; rest--) {
            texts.add(value.text());
        }
        return texts;
    }
}

package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Person;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The audit entries of a person: their own acts, and acts on them or their conversations.
final class AuditChapter implements Chapter {

    private static final int PAGE = 1000;

    private final AuditLog log;

    AuditChapter(AuditLog log) {
        this.log = log;
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        Set<String> names =
                person.conversations().stream()
                        .map(ConversationId::value)
                        .collect(Collectors.toSet());
        names.addAll(person.subjects());
        names.add(person.name());
        names.add(Person.pseudonym(person.name()));
        List<AuditEntry> page = log.after(null, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(entry -> names.contains(entry.actor()) || isAbout(entry, names))
                    .forEach(it -> viewer.accept(new Item.Line("audit.jsonl", line(it))));
            page = log.after(page.getLast().id(), PAGE);
        }
    }

    /// Some entries name several conversations in their detail.
    private static boolean isAbout(AuditEntry entry, Set<String> names) {
        return names.contains(entry.subject())
                || Stream.of(entry.detail().split(" ", -1)).anyMatch(names::contains);
    }

    private static String line(AuditEntry entry) {
        return new Fields()
                .with("id", entry.id())
                .with("at", entry.at())
                .with("actor", entry.actor())
                .with("action", entry.action())
                .with("subject", entry.subject())
                .with("detail", entry.detail())
                .with("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
                .with("address", entry.address())
                .toJson();
    }
}

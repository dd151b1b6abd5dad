package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.domain.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Exports all stored data of a person, one kind after the other.
final class PersonExport implements ShowPeople {

    private final PersonSearch search;
    private final List<Chapter> chapters;

    PersonExport(PersonSearch search, List<Chapter> chapters) {
        this.search = search;
        this.chapters = List.copyOf(chapters);
    }

    @Override
    public Optional<Person> find(String name) {
        return search.find(name);
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        chapters.forEach(chapter -> chapter.show(person, viewer));
    }
}

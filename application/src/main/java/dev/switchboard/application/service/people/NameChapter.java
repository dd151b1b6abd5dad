package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.domain.people.Person;
import java.util.function.Consumer;

/// The names by which a person was found.
final class NameChapter implements Chapter {

    private static final String FILE = "names.jsonl";

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        person.conversations().stream()
                .map(id -> id.value())
                .sorted()
                .forEach(name -> show("conversation", name, viewer));
        person.subjects().stream().sorted().forEach(name -> show("subject", name, viewer));
        person.browsers().stream()
                .map(browser -> browser.hash())
                .sorted()
                .forEach(name -> show("browser", name, viewer));
    }

    private static void show(String kind, String name, Consumer<Item> viewer) {
        viewer.accept(
                new Item.Line(FILE, new Fields().with("kind", kind).with("name", name).toJson()));
    }
}

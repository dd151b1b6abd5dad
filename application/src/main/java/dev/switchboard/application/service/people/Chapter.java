package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.domain.people.Person;
import java.util.function.Consumer;

/// One kind of data in a person's export.
sealed interface Chapter
        permits NameChapter,
                MessageChapter,
                ChatChapter,
                SessionChapter,
                StaffChapter,
                AuditChapter {

    /// Shows the data, one page of the store at a time.
    void show(Person person, Consumer<Item> viewer);
}

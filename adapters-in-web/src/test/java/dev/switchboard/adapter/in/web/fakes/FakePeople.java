package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.people.Person;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Knows Ada.
public final class FakePeople implements ShowPeople {

    public static final String ADA = "ada";
    public static final MediaFile PHOTO =
            new MediaFile(
                    new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001"),
                    "photo.jpg",
                    "image/jpeg",
                    3,
                    Instant.EPOCH,
                    TenantId.DEFAULT);

    private volatile boolean away;

    public void reset() {
        away = false;
    }

    /// Makes the store fail for every call except finding the person.
    public void goAway() {
        away = true;
    }

    @Override
    public Optional<Person> find(String name) {
        return ADA.equals(name)
                ? Optional.of(
                        new Person(
                                name,
                                Set.of(ConversationId.of("netomi", "c-1")),
                                Set.of(name),
                                Set.of()))
                : Optional.empty();
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        viewer.accept(new Item.Line("names.jsonl", "{\"name\":\"" + person.name() + "\"}"));
        viewer.accept(new Item.Line("messages.jsonl", "{\"seq\":1}"));
        viewer.accept(new Item.Line("messages.jsonl", "{\"seq\":2}"));
        viewer.accept(new Item.Attachment(PHOTO, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }
}

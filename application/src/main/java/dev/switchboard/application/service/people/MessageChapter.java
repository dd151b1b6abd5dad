package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.people.Person;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The messages of a person's conversations, by all authors, with the attempts to deliver them;
/// then the files that were sent.
final class MessageChapter implements Chapter {

    private final History history;
    private final SentFiles files;

    MessageChapter(History history, SentFiles files) {
        this.history = history;
        this.files = files;
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        each(person, recorded -> viewer.accept(new Item.Line("messages.jsonl", line(recorded))));
        Set<MediaId> shown = new HashSet<>();
        each(
                person,
                recorded ->
                        files.in(recorded.message())
                                .filter(file -> shown.add(file.id()))
                                .forEach(file -> show(file, viewer)));
    }

    private void each(Person person, Consumer<Recorded> reader) {
        for (ConversationId conversation : person.conversations()) {
            Passage.upTo(conversation, Long.MAX_VALUE).in(history).forEach(reader);
        }
    }

    private void show(MediaFile file, Consumer<Item> viewer) {
        files.bytes(file)
                .ifPresent(
                        bytes -> viewer.accept(new Item.Attachment(file, ByteBuffer.wrap(bytes))));
    }

    private String line(Recorded recorded) {
        Message message = recorded.message();
        return new Fields()
                .with("message_id", message.id().value())
                .with("conversation_id", message.conversation().value())
                .with("seq", message.seq())
                .with("accepted_at", message.at())
                .with("party", message.author().party().name())
                .with("author", message.author().name())
                .json("content", text(message.content()))
                .json("note", note(message.content().note()))
                .with("reply_to", message.replyTo())
                .with("answers", message.answers() == null ? null : message.answers().value())
                .json("deliveries", array(recorded.deliveries().stream().map(MessageChapter::line)))
                .json(
                        "trace",
                        array(history.trace(message.id()).stream().map(MessageChapter::line)))
                .toJson();
    }

    private static String text(Content content) {
        return content.text();
    }

    private static @Nullable String note(@Nullable AgentNote note) {
        return note == null ? null : note.text();
    }

    private static String array(Stream<String> items) {
        return items.collect(Collectors.joining(",", "[", "]"));
    }

    private static String line(Delivery delivery) {
        return new Fields()
                .with("target", delivery.target().toString())
                .with("state", delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("attempts", delivery.attempts())
                .toJson();
    }

    private static String line(Hop hop) {
        Attempt attempt = hop.attempt();
        return new Fields()
                .with("target", hop.target().toString())
                .with("at", attempt.at())
                .with("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
                .with("detail", attempt.detail())
                .toJson();
    }
}

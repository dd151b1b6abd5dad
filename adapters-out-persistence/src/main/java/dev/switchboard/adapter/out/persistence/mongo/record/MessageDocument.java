package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.keys.BrokenSealException;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message with everything that is stored in the same write.
///
/// @param contentKind the format of `content`: `json`
/// @param note what agents alone may read, in a field of its own, which an earlier version of the
///   hub does not know; absent if there is none
/// @param botOf the origin of its conversation if a bot wrote it, otherwise absent
/// @param key absent if it had none, or if it expired
/// @param owed the targets of its pending deliveries, for the index `journal_pending`. Absent if it
///   never had any
/// @param epoch that of the hub which appended it; absent in messages of earlier versions
public record MessageDocument(
        String id,
        String conversation,
        long seq,
        Party party,
        String author,
        String contentKind,
        StoredText content,
        @Nullable StoredText note,
        @Nullable String replyTo,
        @Nullable String answers,
        Instant at,
        @Nullable String botOf,
        ThreadDocument thread,
        @Nullable KeyDocument key,
        List<DeliveryDocument> deliveries,
        @Nullable List<String> owed,
        @Nullable List<HopDocument> trace,
        @Nullable Long epoch) {

    /// Every step to or from PENDING updates this field in the same write.
    public static final String OWED = "owed";

    private static final String JSON = "json";

    /// @param head the newest message of its conversation, if there is one
    public static MessageDocument next(Entry entry, @Nullable HeadDocument head, long epoch) {
        long seq = head == null ? 1 : head.seq() + 1;
        long position = DeliveryDocument.positionOf(seq);
        String id = entry.id().value();
        String conversation = entry.conversation().value();
        AgentNote note = entry.content().note();
        return new MessageDocument(
                id,
                conversation,
                seq,
                entry.author().party(),
                entry.author().name(),
                JSON,
                StoredText.said(textOf(entry.content()), place("content", id, conversation, seq)),
                note == null
                        ? null
                        : StoredText.said(note.text(), place("note", id, conversation, seq)),
                entry.replyTo(),
                entry.answers() == null ? null : entry.answers().value(),
                // The time as it will be read: MongoDB keeps milliseconds.
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                entry.author().party() == Party.BOT ? entry.conversation().origin() : null,
                head == null ? ThreadDocument.startedBy(entry) : head.thread().continuedBy(entry),
                entry.key() == null ? null : KeyDocument.from(entry.key()),
                entry.deliveries().stream()
                        .map(owed -> DeliveryDocument.from(owed, position, null))
                        .toList(),
                owedBy(entry),
                null,
                epoch);
    }

    private static @Nullable List<String> owedBy(Entry entry) {
        List<String> targets =
                entry.deliveries().stream()
                        .filter(Delivery.Pending.class::isInstance)
                        .map(owed -> owed.target().toString())
                        .toList();
        return targets.isEmpty() ? null : targets;
    }

    private static String textOf(Content content) {
        return content.text();
    }

    public Message toMessage() {
        return new Message(
                new MessageId(id),
                new ConversationId(conversation),
                seq,
                new Author(party, author),
                toContent(),
                replyTo,
                answers == null ? null : new MessageId(answers),
                at);
    }

    private Content toContent() {
        if (!contentKind.equals(JSON)) {
            throw new IllegalStateException("Unknown content kind " + contentKind + " in " + id);
        }
        try {
            String text = requireNonNull(content).text(place("content", id, conversation, seq));
            return new Content(
                    text,
                    note == null
                            ? null
                            : new AgentNote(note.text(place("note", id, conversation, seq))));
        } catch (BrokenSealException e) {
            throw new BrokenSealException("%s (%s)".formatted(e.getMessage(), id), e);
        }
    }

    /// @param field `content` or `note`
    public static String place(String field, String id, String conversation, long seq) {
        return StoredText.place(JOURNAL, field, "%s/%d/%s".formatted(id, seq, conversation));
    }

    public Optional<DeliveryDocument> deliveryTo(String target) {
        return deliveries.stream().filter(owed -> owed.target().equals(target)).findFirst();
    }

    public List<Delivery> toDeliveries() {
        return deliveries.stream().map(DeliveryDocument::toDelivery).toList();
    }
}

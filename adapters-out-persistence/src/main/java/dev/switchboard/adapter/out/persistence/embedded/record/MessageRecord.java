package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message in `MESSAGE`: written once and never changed, except to erase it.
///
/// @param generation the generation that it was stored in
/// @param targets the targets that it was owed to
public record MessageRecord(Message message, int generation, List<Target> targets) {

    private static final Logger LOG = LoggerFactory.getLogger(MessageRecord.class);

    private static final int LAYOUT = 1;
    private static final int USUAL_HEAD = 160;

    private static final Party[] PARTIES = {
        Party.USER, Party.BOT, Party.AGENT, Party.CHANNEL, Party.SYSTEM
    };

    public MessageRecord {
        targets = List.copyOf(targets);
    }

    public MessageHeader header() {
        return MessageHeader.of(message, generation);
    }

    public static Optional<MessageRecord> find(RecordLookup records, MessageId id) {
        byte @Nullable [] value = records.get(Table.MESSAGE, MessageKey.of(id));
        return value == null ? Optional.empty() : Optional.of(read(id, value));
    }

    /// Like [#find], but empty also if the record cannot be read: it harms only itself.
    public static Optional<MessageRecord> ifSound(RecordLookup records, MessageId id) {
        try {
            return find(records, id);
        } catch (DamagedRecordException e) {
            LOG.error("Left out the message {}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /// The part of the value that does not depend on the message's `seq`. A note comes last, where
    /// an earlier version of the hub does not look for it.
    public static byte[] body(Content content) {
        AgentNote note = content.note();
        return note == null
                ? ByteWriter.texts(content.text())
                : ByteWriter.texts(content.text(), note.text());
    }

    /// The complete value of a message.
    ///
    /// @param body the result of [#body]
    public static byte[] value(Message message, int generation, List<Target> targets, byte[] body) {
        ByteWriter writer =
                new ByteWriter(USUAL_HEAD + body.length)
                        .octet(LAYOUT)
                        .int32(generation)
                        .text(message.conversation().value())
                        .number(message.seq())
                        .instant(message.at())
                        .octet(List.of(PARTIES).indexOf(message.author().party()))
                        .text(message.author().name())
                        .textIfAny(message.replyTo());
        MessageId answers = message.answers();
        writer.flag(answers != null);
        if (answers != null) {
            writer.raw(MessageKey.of(answers));
        }
        writer.number(targets.size());
        targets.forEach(target -> writer.text(target.toString()));
        return writer.raw(body).toBytes();
    }

    /// @throws DamagedRecordException if the value is unreadable
    public static MessageRecord read(MessageId id, byte[] value) {
        return Decoder.requireSound(() -> read(id, new ByteReader(value)));
    }

    private static MessageRecord read(MessageId id, ByteReader reader) {
        if (reader.octet() != LAYOUT) {
            throw new DamagedRecordException("its layout is unknown");
        }
        int generation = reader.int32();
        ConversationId conversation = new ConversationId(reader.text());
        long seq = reader.number();
        Instant at = reader.instant();
        Author author = new Author(reader.choice(PARTIES), reader.text());
        String replyTo = reader.textIfAny();
        MessageId answers = reader.flag() ? MessageKey.read(reader.raw(MessageKey.LENGTH)) : null;
        List<Target> targets = new ArrayList<>();
        for (long rest = reader.number(); rest > 0; rest--) {
            targets.add(Target.parse(reader.text()));
        }
        String text = reader.text();
        AgentNote note = reader.ended() ? null : new AgentNote(reader.text());
        Content content = new Content(text, note);
        Message message = new Message(id, conversation, seq, author, content, replyTo, answers, at);
        return new MessageRecord(message, generation, targets);
    }
}

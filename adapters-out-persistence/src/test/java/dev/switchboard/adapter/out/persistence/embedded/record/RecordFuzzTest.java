package dev.switchboard.adapter.out.persistence.embedded.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.LoneRecord;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A record of the journal is read as it was written, or is damaged: then whoever reads many goes
/// on without it.
class RecordFuzzTest {

    private static final ConversationId CHAT = new ConversationId("session:abc123");
    private static final MessageId ID = new MessageId("msg_0123456789abcdef0123456789abcdef");
    private static final byte[] KEY = MessageKey.of(ID);

    /// An input begins with the number of its reader.
    private static final List<Function<byte[], Object>> READERS =
            List.of(
                    value -> same(ConversationHead.read(CHAT, value)),
                    value -> same(MessageRecord.read(ID, value)),
                    value -> same(JsonBytes.readObject(new ByteReader(value))),
                    value -> same(Generations.in(new LoneRecord(value))),
                    value -> DeliveryRecord.read(Seed.SLACK, value),
                    DeliveryRecord::readTrace,
                    Keys.Pending::read,
                    Keys.Dead::read,
                    value -> Keys.Dead.readSent(new ByteReader(value)));

    @Test
    void isReadAsItWasWritten() {
        Fuzz.of("records of the journal")
                .seeds(
                        numbered(0, head().value()),
                        numbered(1, value(message())),
                        numbered(2, json("{\"a\":[1,-2.50,null,true,\"x\"],\"b\":{}}")),
                        numbered(3, new Generations(7, List.of(5), List.of()).with(8, ID).value()),
                        numbered(
                                4,
                                delivery(
                                        new Delivery.Pending(
                                                Seed.SLACK, 2, 1, Seed.NOW, Seed.NOW))),
                        numbered(
                                4,
                                delivery(
                                        new Delivery.Parked(
                                                Seed.SLACK, 3, 1, ParkReason.REFUSED, Seed.NOW))),
                        numbered(5, trace()),
                        numbered(6, Keys.pending(Seed.SLACK, CHAT, 1 << 20)),
                        numbered(7, Keys.deadByAge(Seed.NOW, KEY, Seed.SLACK)),
                        numbered(7, Keys.deadOfTarget(Seed.SLACK, Seed.NOW, KEY)),
                        numbered(8, Keys.sent(Seed.SLACK, Seed.NOW, KEY)),
                        numbered(2, nested()))
                .refusedBy(DamagedRecordException.class)
                .bytes(input -> input.length > 0 && isRead(input));
    }

    private static boolean isRead(byte[] input) {
        byte[] value = Arrays.copyOfRange(input, 1, input.length);
        return READERS.get((input[0] & 0xff) % READERS.size()).apply(value) != null;
    }

    private static byte[] numbered(int reader, byte[] value) {
        return new ByteWriter(64).octet(reader).raw(value).toBytes();
    }

    private static ConversationHead same(ConversationHead head) {
        assertThat(ConversationHead.read(CHAT, head.value())).isEqualTo(head);
        return head;
    }

    private static MessageRecord same(MessageRecord message) {
        assertThat(MessageRecord.read(ID, value(message))).isEqualTo(message);
        return message;
    }

    private static JsonObject same(JsonObject object) {
        ByteWriter writer = new ByteWriter(64);
        JsonBytes.write(writer, object);
        assertThat(JsonBytes.readObject(new ByteReader(writer.toBytes()))).isEqualTo(object);
        return object;
    }

    private static Generations same(Generations generations) {
        assertThat(Generations.in(new LoneRecord(generations.value()))).isEqualTo(generations);
        return generations;
    }

    private static ConversationHead head() {
        return new ConversationHead(
                new Conversation(CHAT, Seed.NOW, Seed.NOW, 3, Set.of(Seed.SLACK)), 7, -1, 1, 2);
    }

    private static MessageRecord message() {
        Message message =
                new Message(
                        ID,
                        CHAT,
                        3,
                        new Author(Party.BOT, "netomi"),
                        Seed.NOTE,
                        "m-1",
                        ID,
                        Seed.NOW);
        return new MessageRecord(message, 7, List.of(Seed.SLACK, Target.CONSOLES));
    }

    private static byte[] value(MessageRecord record) {
        return MessageRecord.value(
                record.message(),
                record.generation(),
                record.targets(),
                MessageRecord.body(record.message().content()));
    }

    private static byte[] json(String text) {
        ByteWriter writer = new ByteWriter(64);
        JsonBytes.write(writer, JsonReader.read(text));
        return writer.toBytes();
    }

    /// Lists of one item each, within one another.
    private static byte[] nested() {
        ByteWriter writer = new ByteWriter(1 << 16);
        for (int level = 0; level < 1 << 15; level++) {
            writer.octet(5).number(1);
        }
        return writer.toBytes();
    }

    private static Attempt attempt() {
        return new Attempt(
                1, Seed.NOW, Duration.ofMillis(12), Outcome.UNAVAILABLE, 503, "busy", false);
    }

    private static byte[] delivery(Delivery delivery) {
        Batch batch = LoneRecord.batch();
        DeliveryRecord.born(delivery, 3)
                .taking(delivery, attempt(), 1 << 21, "receipt-1")
                .put(batch, KEY);
        return requireNonNull(batch.get(Table.DELIVERY, Keys.delivery(KEY, Seed.SLACK)));
    }

    private static byte[] trace() {
        Batch batch = LoneRecord.batch();
        DeliveryRecord.putTrace(batch, KEY, attempt());
        return requireNonNull(batch.get(Table.TRACE, KEY));
    }
}

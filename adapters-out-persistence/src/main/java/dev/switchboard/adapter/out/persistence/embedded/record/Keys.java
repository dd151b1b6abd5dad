package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The keys of tables that are keyed by more than an id, with the prefixes for scanning them. Keys
/// of data that is removed by age begin with a generation or a time.
public final class Keys {

    private static final int USUAL = 96;

    private Keys() {}

    /// `DELIVERY`: message, target.
    public static byte[] delivery(byte[] message, Target target) {
        return key().raw(message).keyText(target.toString()).toBytes();
    }

    /// `TRACE`: message, target, step.
    public static byte[] trace(byte[] message, Target target, long step) {
        return key().raw(message).keyText(target.toString()).int64(step).toBytes();
    }

    /// `HISTORY`: generation, conversation, seq.
    public static byte[] history(int generation, ConversationId conversation, long seq) {
        return ofConversation(generation, conversation).int64(seq).toBytes();
    }

    public static byte[] history(int generation, ConversationId conversation) {
        return ofConversation(generation, conversation).toBytes();
    }

    public static byte[] generation(int generation) {
        return key().int32(generation).toBytes();
    }

    private static ByteWriter ofConversation(int generation, ConversationId conversation) {
        return key().int32(generation).keyText(conversation.value());
    }

    /// `RECEIPT`: generation, conversation, receipt, position.
    public static byte[] receipt(
            int generation, ConversationId conversation, String receipt, long position) {
        return ofConversation(generation, conversation).keyText(receipt).int64(position).toBytes();
    }

    public static byte[] receipts(int generation, ConversationId conversation, String receipt) {
        return ofConversation(generation, conversation).keyText(receipt).toBytes();
    }

    /// `PENDING`: target, conversation, position in the lane.
    public static byte[] pending(Target target, ConversationId conversation, long position) {
        return key().keyText(target.toString())
                .keyText(conversation.value())
                .int64(position)
                .toBytes();
    }

    public static byte[] lane(Target target, ConversationId conversation) {
        return key().keyText(target.toString()).keyText(conversation.value()).toBytes();
    }

    public static byte[] target(Target target) {
        return key().keyText(target.toString()).toBytes();
    }

    /// `SENT`: target, when the message was accepted, message.
    public static byte[] sent(Target target, Instant at, byte[] message) {
        return key().keyText(target.toString()).instant(at).raw(message).toBytes();
    }

    public static byte[] sentFrom(Target target, Instant at) {
        return key().keyText(target.toString()).instant(at).toBytes();
    }

    /// `DEAD`, first of three orders: when the message was accepted, message, target.
    public static byte[] deadByAge(Instant at, byte[] message, Target target) {
        return key().octet(Dead.BY_AGE)
                .instant(at)
                .raw(message)
                .keyText(target.toString())
                .toBytes();
    }

    /// `DEAD`, second order: target, when the message was accepted, message.
    public static byte[] deadOfTarget(Target target, Instant at, byte[] message) {
        return key().octet(Dead.OF_TARGET)
                .keyText(target.toString())
                .instant(at)
                .raw(message)
                .toBytes();
    }

    public static byte[] deadOfTarget(Target target) {
        return key().octet(Dead.OF_TARGET).keyText(target.toString()).toBytes();
    }

    /// `DEAD`, third order, parked ones only: target, conversation, seq.
    public static byte[] parkedInLane(Target target, ConversationId conversation, long seq) {
        return key().octet(Dead.IN_LANE)
                .keyText(target.toString())
                .keyText(conversation.value())
                .int64(seq)
                .toBytes();
    }

    public static byte[] parkedInLanes() {
        return new byte[] {Dead.IN_LANE};
    }

    public static byte[] parkedInLane(Target target, ConversationId conversation) {
        return key().octet(Dead.IN_LANE)
                .keyText(target.toString())
                .keyText(conversation.value())
                .toBytes();
    }

    /// `ACTIVITY`: origin, slot of time, conversation.
    public static byte[] activity(ConversationId conversation, long slot) {
        return key().keyText(conversation.origin())
                .int64(slot)
                .keyText(conversation.value())
                .toBytes();
    }

    public static byte[] activity(String origin, @Nullable Long slot) {
        ByteWriter key = key().keyText(origin);
        return slot == null ? key.toBytes() : key.int64(slot).toBytes();
    }

    /// `BOT`: origin, message.
    public static byte[] bot(String origin, byte[] message) {
        return key().keyText(origin).raw(message).toBytes();
    }

    public static byte[] bots(String origin) {
        return key().keyText(origin).toBytes();
    }

    /// A key of `PENDING`, decoded.
    public record Pending(Target target, ConversationId conversation, long position) {

        /// @throws dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException
        ///   if the key is unreadable
        public static Pending read(byte[] key) {
            ByteReader reader = new ByteReader(key);
            return Decoder.requireSound(() ->
                    new Pending(
                            Target.parse(reader.keyText()),
                            new ConversationId(reader.keyText()),
                            reader.int64()));
        }
    }

    /// A key of `SENT`, or of `DEAD` by age or by target, decoded.
    public record Dead(Target target, Instant at, MessageId message) {

        public static final int BY_AGE = 1;
        public static final int OF_TARGET = 2;
        public static final int IN_LANE = 3;

        /// @throws dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException
        ///   if the key is unreadable
        public static Dead read(byte[] key) {
            ByteReader reader = new ByteReader(key);
            return reader.octet() == BY_AGE
                    ? Decoder.requireSound(() -> byAge(reader))
                    : readSent(reader);
        }

        private static Dead byAge(ByteReader reader) {
            Instant at = reader.instant();
            MessageId message = MessageKey.read(reader.raw(MessageKey.LENGTH));
            return new Dead(Target.parse(reader.keyText()), at, message);
        }

        /// Like [#read].
        public static Dead readSent(ByteReader reader) {
            return Decoder.requireSound(() -> ofTarget(reader));
        }

        private static Dead ofTarget(ByteReader reader) {
            Target target = Target.parse(reader.keyText());
            Instant at = reader.instant();
            return new Dead(target, at, MessageKey.read(reader.raw(MessageKey.LENGTH)));
        }
    }

    private static ByteWriter key() {
        return new ByteWriter(USUAL);
    }
}

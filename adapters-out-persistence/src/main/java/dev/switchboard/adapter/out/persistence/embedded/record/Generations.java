package dev.switchboard.adapter.out.persistence.embedded.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The stored generations of messages: one per day, each removed as a whole. If the clock is set
/// back, no older generation is begun again.
///
/// @param past no more messages are stored in generations below this one
/// @param left past generations that are being removed, or that have retained messages
public record Generations(int past, List<Integer> left, List<Generation> stored) {

    public static final byte[] KEY = "generations".getBytes(UTF_8);

    private static final Duration LENGTH = Duration.ofDays(1);
    private static final Generations NONE = new Generations(0, List.of(), List.of());

    public Generations {
        left = List.copyOf(left);
        stored = List.copyOf(stored);
    }

    /// @param first the first message stored in it
    public record Generation(int number, MessageId first) {

        public Instant begin() {
            return Instant.EPOCH.plus(LENGTH.multipliedBy(number));
        }

        /// Returns the time at which the next generation begins.
        public Instant end() {
            return Instant.EPOCH.plus(LENGTH.multipliedBy(number + 1L));
        }
    }

    public static Generations in(RecordLookup records) {
        byte @Nullable [] value = records.get(Table.STORE, KEY);
        return value == null ? NONE : read(new ByteReader(value));
    }

    private static Generations read(ByteReader reader) {
        int past = reader.int32();
        List<Integer> left = new ArrayList<>();
        for (long rest = reader.number(); rest > 0; rest--) {
            left.add(reader.int32());
        }
        List<Generation> stored = new ArrayList<>();
        while (!reader.ended()) {
            stored.add(
                    new Generation(reader.int32(), MessageKey.read(reader.raw(MessageKey.LENGTH))));
        }
        return new Generations(past, left, stored);
    }

    public byte[] value() {
        ByteWriter writer = new ByteWriter(64).int32(past).number(left.size());
        left.forEach(writer::int32);
        stored.forEach(each -> writer.int32(each.number()).raw(MessageKey.of(each.first())));
        return writer.toBytes();
    }

    /// The generation of a message accepted at an instant.
    public int of(Instant at) {
        int day = (int) Math.floorDiv(at.getEpochSecond(), LENGTH.toSeconds());
        int newest = stored.isEmpty() ? past : stored.getLast().number();
        return Math.max(day, newest);
    }

    public boolean has(int number) {
        return !stored.isEmpty() && stored.getLast().number() == number;
    }

    /// All generations with messages, oldest first.
    public List<Integer> all() {
        TreeSet<Integer> all = new TreeSet<>(left);
        stored.forEach(each -> all.add(each.number()));
        return List.copyOf(all);
    }

    public Generations with(int number, MessageId first) {
        List<Generation> more = new ArrayList<>(stored);
        more.add(new Generation(number, first));
        return new Generations(past, left, more);
    }

    /// Moves the oldest generation to `left`: no more messages are stored in it.
    public Generations closingOldest() {
        Generation closed = stored.getFirst();
        List<Integer> stillLeft = new ArrayList<>(left);
        stillLeft.add(closed.number());
        return new Generations(closed.number() + 1, stillLeft, stored.subList(1, stored.size()));
    }

    public Generations leaving(List<Integer> stillLeft) {
        return new Generations(past, stillLeft, stored);
    }
}

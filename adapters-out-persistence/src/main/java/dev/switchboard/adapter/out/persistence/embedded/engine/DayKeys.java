package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The daily encryption keys, in `DAY_KEY`. The writer's thread creates a key on first use, in a
/// write of its own before the one that needs it.
public final class DayKeys implements BodySeal.Shelf {

    /// Key: the day.
    private static final int RECORD = 1;

    private static final byte[] ALL = {RECORD};
    private static final int VERSION = 1;

    private final Engine engine;

    DayKeys(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<String> find(LocalDate day) {
        byte @Nullable [] stored = engine.stored(Table.DAY_KEY, key(day));
        return stored == null ? Optional.empty() : Optional.of(read(stored));
    }

    private static byte[] key(LocalDate day) {
        return new ByteWriter(16).octet(RECORD).keyText(day.toString()).toBytes();
    }

    private static String read(byte[] stored) {
        ByteReader reader = new ByteReader(stored);
        Decoder.version(reader, VERSION);
        return reader.text();
    }

    @Override
    public String keep(LocalDate day, String encrypted) {
        Batch batch = new Batch(engine);
        byte[] value =
                new ByteWriter(128)
                        .octet(VERSION)
                        .text(encrypted)
                        // Its first octet terminates the text for tools that search files for
                        // secrets.
                        .instant(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                        .toBytes();
        batch.put(Table.DAY_KEY, key(day), value);
        engine.write(batch);
        return encrypted;
    }

    /// If the clock is set back, the newest key stays in use, and never one from before the newest
    /// generation, because no generation is begun again either. No message is thus encrypted with a
    /// key older than its generation, so the generations tell which keys are still needed.
    @Override
    public LocalDate dayOfNew(LocalDate today) {
        return Stream.of(newestKey(), newestGeneration())
                .flatMap(Optional::stream)
                .filter(day -> day.isAfter(today))
                .max(Comparator.naturalOrder())
                .orElse(today);
    }

    private Optional<LocalDate> newestKey() {
        try (Scan scan =
                engine.scan(Table.DAY_KEY, ALL, ByteWriter.behind(ALL), false, Budget.begin())) {
            return scan.next() ? Optional.of(day(scan.key())) : Optional.empty();
        }
    }

    /// Keys of `HISTORY` begin with their generation's day.
    private Optional<LocalDate> newestGeneration() {
        byte[] last = {-1};
        try (Scan scan = engine.scan(Table.HISTORY, new byte[0], last, false, Budget.begin())) {
            return scan.next()
                    ? Optional.of(LocalDate.ofEpochDay(new ByteReader(scan.key()).int32()))
                    : Optional.empty();
        }
    }

    /// The days with a key, oldest first.
    public static List<LocalDate> days(View view) {
        List<LocalDate> days = new ArrayList<>();
        try (Scan scan = view.scan(Table.DAY_KEY, ALL)) {
            while (scan.next()) {
                days.add(day(scan.key()));
            }
        }
        return days;
    }

    static void remove(Batch batch, LocalDate day) {
        batch.delete(Table.DAY_KEY, key(day));
    }

    private static LocalDate day(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.octet();
        return LocalDate.parse(reader.keyText());
    }
}

package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys of days, in `DAY_KEY`. The thread that writes makes one when it first needs it, in a
/// write of its own before the one that needs it.
final class DayKeys implements BodySeal.Shelf {

    /// Named by the day.
    private static final int RECORD = 1;

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
                        // its first octet ends the text for those who look for secrets
                        .instant(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                        .toBytes();
        batch.put(Table.DAY_KEY, key(day), value);
        engine.write(batch);
        return encrypted;
    }

    /// A clock that is set back goes on with the newest key, as it begins no generation anew: so no
    /// message is sealed with an older key than that of its generation.
    @Override
    public LocalDate dayOfNew(LocalDate today) {
        byte[] all = {RECORD};
        try (Scan scan =
                engine.scan(
                        Table.DAY_KEY, all, ByteWriter.behind(all), false, Budget.begin())) {
            if (!scan.next()) {
                return today;
            }
            LocalDate newest = day(scan.key());
            return newest.isAfter(today) ? newest : today;
        }
    }

    private static LocalDate day(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.octet();
        return LocalDate.parse(reader.keyText());
    }
}

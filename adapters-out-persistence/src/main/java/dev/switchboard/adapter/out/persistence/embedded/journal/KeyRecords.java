package dev.switchboard.adapter.out.persistence.embedded.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Idempotency keys, in `KEY`: ordered by the day of their expiry, so that a whole day can be
/// deleted at once, then by a hash of scope and key.
final class KeyRecords {

    private static final int LAYOUT = 1;
    private static final int HASH = 16;
    private static final byte[] BEHIND_ALL = {-1};

    private KeyRecords() {}

    /// A key in its stored form, computed before the write reaches the writer's thread.
    static final class Hashed {

        private final byte[] hash;
        private final byte[] fingerprint;
        private final Instant expiresAt;

        Hashed(IdempotencyKey key) {
            this.hash = hash(key.scope(), key.key());
            this.fingerprint = fingerprint(key.fingerprint());
            this.expiresAt = key.expiresAt();
        }
    }

    /// The range of days on which stored keys expire.
    ///
    /// @param first the earliest
    /// @param last the latest; less than `first` if there are no keys
    record Days(int first, int last) {

        static final byte[] KEY = "key_days".getBytes(UTF_8);

        static Days in(RecordLookup records) {
            byte @Nullable [] value = records.get(Table.STORE, KEY);
            if (value == null) {
                return new Days(Integer.MAX_VALUE, Integer.MIN_VALUE);
            }
            ByteReader reader = new ByteReader(value);
            return new Days(reader.int32(), reader.int32());
        }

        byte[] value() {
            return new ByteWriter(8).int32(first).int32(last).toBytes();
        }

        Days including(int day) {
            return new Days(Math.min(first, day), Math.max(last, day));
        }
    }

    /// Claims a key for a message.
    ///
    /// @return the answer for the caller if the key is taken; empty if it now belongs to this
    ///   message
    static Optional<Appended> claim(
            Batch batch, WriterCache cache, Hashed key, byte[] message, Instant now) {
        Days days = cache.keyDays(batch);
        Optional<Appended> earlier = recall(batch, days, key, now);
        if (earlier.isPresent()) {
            return earlier;
        }
        int day = day(key.expiresAt);
        if (!days.including(day).equals(days)) {
            cache.put(batch, days.including(day));
        }
        batch.put(Table.KEY, recordKey(day, key.hash), value(key, message, null));
        return Optional.empty();
    }

    /// The answer for a key's caller if the key is taken and has not expired.
    static Optional<Appended> recall(RecordLookup records, Hashed key, Instant now) {
        return recall(records, Days.in(records), key, now);
    }

    private static Optional<Appended> recall(
            RecordLookup records, Days days, Hashed key, Instant now) {
        for (int day = Math.max(day(now), days.first()); day <= days.last(); day++) {
            byte @Nullable [] value = records.probe(Table.KEY, recordKey(day, key.hash));
            if (value != null) {
                Taken taken = new Taken(new ByteReader(value));
                if (taken.expiresAt.isAfter(now)) {
                    return Optional.of(taken.comparedWith(key));
                }
            }
        }
        return Optional.empty();
    }

    static boolean answer(Batch batch, String scope, String key, String answer) {
        byte[] hash = hash(scope, key);
        Days days = Days.in(batch);
        for (int day = days.last(); day >= days.first(); day--) {
            byte[] recordKey = recordKey(day, hash);
            byte @Nullable [] value = batch.get(Table.KEY, recordKey);
            if (value != null) {
                Taken taken = new Taken(new ByteReader(value));
                if (taken.answer == null) {
                    batch.putWords(Table.KEY, recordKey, taken.answered(answer));
                }
                return true;
            }
        }
        return false;
    }

    /// A page of keys.
    static final class Answered {

        /// Answered keys of erased messages.
        final List<byte[]> ofErased;

        /// The beginning of the next page; null at the end.
        final byte @Nullable [] next;

        private Answered(List<byte[]> ofErased, byte @Nullable [] next) {
            this.ofErased = ofErased;
            this.next = next;
        }
    }

    static Answered answered(View view, byte[] from, int limit) {
        List<byte[]> found = new ArrayList<>();
        int seen = 0;
        try (Scan scan = view.scan(Table.KEY, from, BEHIND_ALL)) {
            while (scan.next()) {
                if (seen == limit) {
                    return new Answered(found, scan.key());
                }
                seen++;
                if (answersErased(view, scan)) {
                    found.add(scan.key());
                }
            }
        }
        return new Answered(found, null);
    }

    private static boolean answersErased(View view, Scan scan) {
        try {
            Taken taken = new Taken(new ByteReader(scan.value()));
            return taken.answer != null && !taken.answer.isEmpty() && isErased(view, taken);
        } catch (DamagedRecordException _) {
            // It is removed with its day.
            return false;
        }
    }

    private static boolean isErased(View view, Taken taken) {
        return MessageRecord.find(view, MessageKey.read(taken.message))
                .map(stored -> stored.message().content().isErased())
                .orElse(false);
    }

    /// Replaces the answers by empty ones.
    static void erase(Batch batch, List<byte[]> keys) {
        for (byte[] key : keys) {
            byte @Nullable [] value = batch.get(Table.KEY, key);
            if (value != null) {
                batch.put(Table.KEY, key, new Taken(new ByteReader(value)).answered(""));
            }
        }
    }

    /// Removes the days on which every key has expired.
    static boolean purge(Batch batch, WriterCache cache, Instant now) {
        Days days = cache.keyDays(batch);
        int today = day(now);
        if (days.first() >= today || days.last() < days.first()) {
            return false;
        }
        batch.deleteRange(Table.KEY, dayKey(days.first()), dayKey(today));
        cache.put(batch, new Days(today, Math.max(days.last(), today)));
        return true;
    }

    private static final class Taken {

        private final Instant expiresAt;
        private final byte[] message;
        private final byte[] fingerprint;
        private final @Nullable String answer;

        Taken(ByteReader reader) {
            reader.octet();
            this.expiresAt = reader.instant();
            this.message = reader.raw(MessageKey.LENGTH);
            this.fingerprint = reader.block();
            this.answer = reader.textIfAny();
        }

        Appended comparedWith(Hashed key) {
            MessageId first = MessageKey.read(message);
            return Arrays.equals(fingerprint, key.fingerprint)
                    ? new Appended.Repeated(first, answer)
                    : new Appended.KeyReused(first);
        }

        byte[] answered(String given) {
            return value(expiresAt, message, fingerprint, given);
        }
    }

    private static byte[] value(Hashed key, byte[] message, @Nullable String answer) {
        return value(key.expiresAt, message, key.fingerprint, answer);
    }

    private static byte[] value(
            Instant expiresAt, byte[] message, byte[] fingerprint, @Nullable String answer) {
        return new ByteWriter(64)
                .octet(LAYOUT)
                .instant(expiresAt)
                .raw(message)
                .block(fingerprint)
                .textIfAny(answer)
                .toBytes();
    }

    private static int day(Instant instant) {
        return (int) Math.floorDiv(instant.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    private static byte[] dayKey(int day) {
        return new ByteWriter(4).int32(day).toBytes();
    }

    private static byte[] recordKey(int day, byte[] hash) {
        return new ByteWriter(4 + HASH).int32(day).raw(hash).toBytes();
    }

    private static byte[] hash(String scope, String key) {
        byte[] start = scope.getBytes(UTF_8);
        MessageDigest hash = sha256();
        hash.update(new ByteWriter(4).int32(start.length).toBytes(), 0, 4);
        hash.update(start);
        return Arrays.copyOf(hash.digest(key.getBytes(UTF_8)), HASH);
    }

    /// The text itself if it is shorter than a hash, so that texts and hashes are never confused.
    private static byte[] fingerprint(String fingerprint) {
        byte[] text = fingerprint.getBytes(UTF_8);
        return text.length < HASH ? text : Arrays.copyOf(sha256().digest(text), HASH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

package dev.switchboard.adapter.out.persistence.embedded.presence;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.PRESENCE;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.domain.presence.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An organisation's entries in one key range, after its count of changes. A batch is stored
/// completely or not at all.
public final class EmbeddedOrganisations implements Organisations {

    private static final int RECORD = 1;
    private static final int VERSION = 1;

    /// Stands for the organisation itself in place of a kind, and sorts first.
    private static final int HEAD = 0;

    private static final Decoder<Head> HEADS = EmbeddedOrganisations::head;

    private final Store store;

    public EmbeddedOrganisations(Store store) {
        this.store = store;
    }

    private record Head(long seq, Instant at) {}

    @Override
    public Optional<Stored> load(OrgId org) {
        return store.search(view -> load(view, org));
    }

    private static Optional<Stored> load(View view, OrgId org) {
        byte[] all = prefix(org).toBytes();
        Head head = HEADS.ifSound(PRESENCE, view.get(PRESENCE, headOf(org))).orElse(null);
        List<Entry> entries = new ArrayList<>();
        try (Scan scan = view.scan(PRESENCE, behind(headOf(org)), ByteWriter.behind(all))) {
            while (scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                key.raw(all.length);
                Decoder<Entry> decoder = value -> EntryBytes.read(org, key, value);
                decoder.ifSound(PRESENCE, scan.value()).ifPresent(entries::add);
            }
        }
        if (head == null && entries.isEmpty()) {
            return Optional.empty();
        }
        long greatest = entries.stream().mapToLong(Entry::seq).max().orElse(0);
        return Optional.of(
                head == null
                        ? new Stored(greatest, Instant.EPOCH, entries)
                        : new Stored(Math.max(greatest, head.seq()), head.at(), entries));
    }

    private static ByteWriter prefix(OrgId org) {
        return new ByteWriter(96).octet(RECORD).keyText(org.value());
    }

    private static byte[] headOf(OrgId org) {
        return prefix(org).octet(HEAD).toBytes();
    }

    private static byte[] behind(byte[] key) {
        return ByteWriter.behind(key);
    }

    private static Head head(ByteReader value) {
        Decoder.version(value, VERSION);
        return new Head(value.number(), value.instant());
    }

    @Override
    public void write(OrgId org, Batch batch) {
        byte[] head =
                new ByteWriter(24).octet(VERSION).number(batch.seq()).instant(batch.at()).toBytes();
        List<byte[]> removals = batch.removals().stream().map(key -> keyOf(org, key)).toList();
        List<byte[]> keys = batch.puts().stream().map(entry -> keyOf(org, entry.key())).toList();
        List<byte[]> values = batch.puts().stream().map(EntryBytes::write).toList();
        store.write(writes -> {
            removals.forEach(key -> writes.delete(PRESENCE, key));
            for (int i = 0; i < keys.size(); i++) {
                writes.put(PRESENCE, keys.get(i), values.get(i));
            }
            writes.put(PRESENCE, headOf(org), head);
            return batch;
        });
    }

    private static byte[] keyOf(OrgId org, EntryKey key) {
        return EntryBytes.writeKey(prefix(org), key).toBytes();
    }
}

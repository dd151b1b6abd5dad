package dev.switchboard.adapter.out.persistence.embedded.document;

import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Stores documents as BSON after a layout version, encrypted as a whole if the table has words.
///
/// Keys end with the *place* of a document: its id, or its text and number if the table has a
/// series. Index entries are resolved by place, so a dangling entry finds nothing.
public final class EmbeddedDocumentTable implements DocumentTable {

    private static final byte[] NOTHING = {};

    private final Store store;
    private final TableForm form;
    private final Layout layout;
    private final IndexKeys keys;
    private final Table family;
    private final Index.@Nullable Series series;

    EmbeddedDocumentTable(Store store, TableForm form, Layout layout) {
        this.store = store;
        this.form = form;
        this.layout = layout;
        this.keys = new IndexKeys(form, layout);
        this.family = layout.family();
        this.series = form.series();
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        return store.read(
                view -> ids.stream().distinct().flatMap(id -> named(view, id).stream()).toList());
    }

    private Optional<Document> named(RecordLookup records, String id) {
        return place(records, id).flatMap(place -> sound(records, place));
    }

    private Optional<byte[]> place(RecordLookup records, String id) {
        return series == null
                ? Optional.of(new ByteWriter(64).keyText(id).toBytes())
                : Optional.ofNullable(records.get(family, name(id)));
    }

    private byte[] place(Document document) {
        return series == null
                ? new ByteWriter(64).keyText(document.getString("_id")).toBytes()
                : place(document.getString(series.field()), number(document));
    }

    private static byte[] place(String text, long number) {
        return new ByteWriter(64).keyText(text).int64(number).toBytes();
    }

    private static long number(Document document) {
        return document.get(Index.Series.NUMBER, Number.class).longValue();
    }

    /// The key that maps an id to its place in a series.
    private byte[] name(String id) {
        return layout.names().keyText(id).toBytes();
    }

    private byte[] key(byte[] place) {
        return layout.documents().raw(place).toBytes();
    }

    private Optional<Document> sound(RecordLookup records, byte[] place) {
        Decoder<Document> decoder = value -> read(value, records, place);
        return decoder.ifSound(family, () -> records.get(family, key(place)));
    }

    private Document read(ByteReader value, RecordLookup records, byte[] place) {
        int version = value.octet();
        if (version == layout.version()) {
            return Bson.read(value);
        }
        Document document = layout.old().read(version, value);
        for (Index.Flag flag : form.flags()) {
            if (records.get(family, keys.flag(flag, place)) != null) {
                document.append(flag.field(), true);
            }
        }
        return document;
    }

    @Override
    public List<Document> all() {
        byte[] all = layout.documents().toBytes();
        return store.read(view -> {
            List<Document> found = new ArrayList<>();
            try (Scan scan = view.scan(family, all)) {
                while (scan.next()) {
                    sound(view, behind(all, scan).rest()).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    private static ByteReader behind(byte[] prefix, Scan scan) {
        ByteReader key = new ByteReader(scan.key());
        key.raw(prefix.length);
        return key;
    }

    @Override
    public List<Document> scan(Index index, Range range, int limit) {
        byte[] all = layout.entries(index).toBytes();
        return switch (range) {
            case Range.Only(String value) when index instanceof Index.Series ->
                    store.read(view -> newest(view, value, limit));
            case Range.Only(String value) -> {
                byte[] these = keys.text(index, value).toBytes();
                yield store.read(view -> scan(view, index, these, ByteWriter.behind(these), limit));
            }
            case Range.All having ->
                    store.search(view ->
                            keys.lists(index).places(view, having, limit).stream()
                                    .flatMap(place -> sound(view, place).stream())
                                    .toList());
            case Range.Through(Instant last) -> {
                byte[] times = keys.times(index).toBytes();
                byte[] until = ByteWriter.behind(keys.time(index, last).toBytes());
                yield store.read(view -> scan(view, index, times, until, limit));
            }
            case Range.Behind(@Nullable String id) ->
                    store.read(view -> {
                        byte[] from =
                                Optional.ofNullable(id)
                                        .flatMap(named -> place(view, named))
                                        .map(place -> layout.entries(index).raw(place).toBytes())
                                        .map(ByteWriter::behind)
                                        .orElse(all);
                        return scan(view, index, from, ByteWriter.behind(all), limit);
                    });
        };
    }

    private List<Document> newest(View view, String text, int limit) {
        List<Document> found = new ArrayList<>();
        long last = last(view, text);
        for (long number = last; number > Math.max(0, last - limit); number--) {
            sound(view, place(text, number)).ifPresent(found::add);
        }
        return found;
    }

    private long last(RecordLookup records, String text) {
        byte[] last = records.get(family, lastKey(text));
        return last == null ? 0 : new ByteReader(last).int64();
    }

    /// The key of the last number of a text in a series.
    private byte[] lastKey(String text) {
        return layout.entries(requireNonNull(series)).keyText(text).toBytes();
    }

    private List<Document> scan(View view, Index index, byte[] from, byte[] until, int limit) {
        List<Document> found = new ArrayList<>();
        try (Scan scan = view.scan(family, from, until)) {
            while (found.size() < limit && scan.next()) {
                sound(view, keys.place(index, scan.key())).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public Outcome write(Change change) {
        return store.write(batch -> make(change, batch));
    }

    @Override
    public void amend(List<? extends Amendment> amendments) {
        if (!amendments.isEmpty()) {
            store.write(batch -> amendments.stream().map(each -> make(each, batch)).toList());
        }
    }

    private Outcome make(Change change, Batch batch) {
        return switch (change) {
            case Change.Insert(Document document) -> insert(document, batch);
            case Change.Put(Document document) ->
                    put(document, named(batch, document.getString("_id")).orElse(null), batch);
            case Amendment.Replace(Document document, long version) ->
                    at(batch, document.getString("_id"), version)
                            .map(there -> put(document, there, batch))
                            .orElseGet(() -> refused(named(batch, document.getString("_id"))));
            case Amendment.Lower(String id, long version, Index flag) ->
                    at(batch, id, version)
                            .map(there -> put(without(flag, there), there, batch))
                            .orElseGet(() -> refused(named(batch, id)));
            case Amendment.Remove(String id) -> {
                Optional<byte[]> place = place(batch, id);
                boolean there = place.filter(known -> isThere(batch, known)).isPresent();
                place.ifPresent(known -> remove(batch, known));
                yield there ? new Outcome.Done() : new Outcome.Refused(null);
            }
        };
    }

    private Outcome insert(Document document, Batch batch) {
        byte[] place =
                place(batch, document.getString("_id"))
                        .filter(there -> isThere(batch, there))
                        .orElseGet(() -> place(document));
        return isThere(batch, place) ? refused(sound(batch, place)) : put(document, null, batch);
    }

    private boolean isThere(RecordLookup records, byte[] place) {
        try {
            return records.has(family, key(place));
        } catch (DamagedRecordException _) {
            return true;
        }
    }

    private static Outcome refused(Optional<Document> there) {
        return new Outcome.Refused(there.orElse(null));
    }

    private Optional<Document> at(RecordLookup records, String id, long version) {
        return named(records, id)
                .filter(there ->
                        there.get("version") instanceof Number number
                                && number.longValue() == version);
    }

    private static Document without(Index flag, Document document) {
        Document lowered = new Document(document);
        lowered.remove(flag.field());
        return lowered;
    }

    private Outcome put(Document document, @Nullable Document before, Batch batch) {
        byte[] place = place(document);
        Set<byte[]> old = before == null ? IndexKeys.none() : keys.of(before, place);
        Set<byte[]> now = keys.of(document, place);
        old.stream()
                .filter(entry -> !now.contains(entry))
                .forEach(entry -> batch.delete(family, entry));
        if (before == null && series != null) {
            String text = document.getString(series.field());
            long last = Math.max(last(batch, text), number(document));
            batch.put(family, name(document.getString("_id")), place);
            batch.put(family, lastKey(text), new ByteWriter(Long.BYTES).int64(last).toBytes());
        }
        if (form.words().isEmpty()) {
            batch.put(family, key(place), Bson.write(layout.version(), document));
        } else {
            batch.putWords(family, key(place), Bson.write(layout.version(), document));
        }
        now.stream()
                .filter(entry -> !old.contains(entry))
                .forEach(entry -> batch.put(family, entry, NOTHING));
        return new Outcome.Done();
    }

    /// Removes a document as part of a larger write, unless it has a flag.
    public void removeUnlessFlagged(Batch batch, String id) {
        place(batch, id)
                .filter(place -> !isFlagged(batch, place))
                .ifPresent(place -> remove(batch, place));
    }

    /// Like [#removeUnlessFlagged], with all documents of a text in the table's series.
    public void removeSeriesUnlessFlagged(Batch batch, String text) {
        boolean all = true;
        for (long number = last(batch, text); number > 0; number--) {
            byte[] place = place(text, number);
            if (isFlagged(batch, place)) {
                all = false;
            } else {
                remove(batch, place);
            }
        }
        if (all) {
            batch.delete(family, lastKey(text));
        }
    }

    private boolean isFlagged(RecordLookup records, byte[] place) {
        return form.flags().stream().anyMatch(flag -> records.has(family, keys.flag(flag, place)));
    }

    /// Clears all flags, because an unreadable document may have any of them.
    private void remove(Batch batch, byte[] place) {
        // Clearing flags alone needs no read; most conversations that end have nothing in this
        // table.
        if (!form.indexes().equals(form.flags())) {
            sound(batch, place).ifPresent(there -> removeEntries(batch, there, place));
        }
        form.flags().forEach(flag -> batch.delete(family, keys.flag(flag, place)));
        batch.delete(family, key(place));
    }

    private void removeEntries(Batch batch, Document there, byte[] place) {
        keys.of(there, place).forEach(entry -> batch.delete(family, entry));
        if (series != null) {
            batch.delete(family, name(there.getString("_id")));
        }
    }
}

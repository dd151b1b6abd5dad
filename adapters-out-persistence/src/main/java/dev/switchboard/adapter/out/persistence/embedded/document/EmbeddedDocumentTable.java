package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/// Documents as BSON behind the version of their layout, sealed as a whole if the table has words.
///
/// What an index finds is looked up by its id, so an entry that points nowhere finds nothing.
public final class EmbeddedDocumentTable implements DocumentTable {

    private static final int TEXT = 1;
    private static final int TIME = 2;
    private static final byte[] NOTHING = {};
    private static final DocumentCodec CODEC = new DocumentCodec();

    private final Store store;
    private final TableForm form;
    private final Layout layout;
    private final Table family;

    EmbeddedDocumentTable(Store store, TableForm form, Layout layout) {
        this.store = store;
        this.form = form;
        this.layout = layout;
        this.family = layout.family();
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        return store.read(
                view -> ids.stream().distinct().flatMap(id -> sound(view, id).stream()).toList());
    }

    private Optional<Document> sound(Records records, String id) {
        Decoder<Document> decoder = value -> read(value, records, id);
        return decoder.ifSound(family, () -> records.get(family, key(id)));
    }

    private byte[] key(String id) {
        return layout.documents().keyText(id).toBytes();
    }

    private Document read(ByteReader value, Records records, String id) {
        int version = value.octet();
        if (version == layout.version()) {
            return document(value);
        }
        Document document = layout.old().read(version, value);
        for (Index index : form.indexes()) {
            if (index instanceof Index.Flag(_, String field)
                    && records.get(family, layout.entries(index).keyText(id).toBytes()) != null) {
                document.append(field, true);
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
                    ByteReader key = behind(all, scan);
                    sound(view, key.keyText()).ifPresent(found::add);
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
            case Range.Only(String value) -> {
                byte[] these = layout.entries(index).octet(TEXT).keyText(value).toBytes();
                yield scan(index, these, ByteWriter.behind(these), limit);
            }
            case Range.Through(Instant last) -> {
                byte[] times = layout.entries(index).octet(TIME).toBytes();
                yield scan(index, times, ByteWriter.behind(time(index, last).toBytes()), limit);
            }
            case Range.Behind(@Nullable String id) -> {
                byte[] from =
                        id == null
                                ? all
                                : ByteWriter.behind(layout.entries(index).keyText(id).toBytes());
                yield scan(index, from, ByteWriter.behind(all), limit);
            }
        };
    }

    private List<Document> scan(Index index, byte[] from, byte[] until, int limit) {
        return store.read(view -> {
            List<Document> found = new ArrayList<>();
            try (Scan scan = view.scan(family, from, until)) {
                while (found.size() < limit && scan.next()) {
                    sound(view, id(index, scan)).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    /// Of the document that an entry is about.
    private String id(Index index, Scan scan) {
        ByteReader key = behind(layout.entries(index).toBytes(), scan);
        if (index instanceof Index.Value) {
            if (key.octet() == TEXT) {
                key.keyText();
            } else {
                key.instant();
            }
        }
        return key.keyText();
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
            case Change.Insert(Document document) -> {
                String id = document.getString("_id");
                yield isThere(batch, id) ? refused(batch, id) : put(document, null, batch);
            }
            case Change.Put(Document document) ->
                    put(document, sound(batch, document.getString("_id")).orElse(null), batch);
            case Amendment.Replace(Document document, long version) ->
                    at(batch, document.getString("_id"), version)
                            .map(there -> put(document, there, batch))
                            .orElseGet(() -> refused(batch, document.getString("_id")));
            case Amendment.Lower(String id, long version, Index flag) ->
                    at(batch, id, version)
                            .map(there -> put(without(flag, there), there, batch))
                            .orElseGet(() -> refused(batch, id));
            case Amendment.Remove(String id) -> {
                Outcome outcome =
                        isThere(batch, id) ? new Outcome.Done() : new Outcome.Refused(null);
                remove(batch, id);
                yield outcome;
            }
        };
    }

    private boolean isThere(Records records, String id) {
        try {
            return records.has(family, key(id));
        } catch (DamagedRecordException _) {
            return true;
        }
    }

    private Outcome refused(Records records, String id) {
        return new Outcome.Refused(sound(records, id).orElse(null));
    }

    private Optional<Document> at(Records records, String id, long version) {
        return sound(records, id)
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
        if (before != null) {
            entries(before).forEach(entry -> batch.delete(family, entry));
        }
        byte[] key = key(document.getString("_id"));
        if (form.words().isEmpty()) {
            batch.put(family, key, value(document));
        } else {
            batch.putWords(family, key, value(document));
        }
        entries(document).forEach(entry -> batch.put(family, entry, NOTHING));
        return new Outcome.Done();
    }

    /// For a write of which the removal is a part.
    public void remove(Batch batch, String id) {
        Document there = sound(batch, id).orElseGet(() -> flagged(id));
        entries(there).forEach(entry -> batch.delete(family, entry));
        batch.delete(family, key(id));
    }

    /// With all flags, for one that cannot be read may have any.
    private Document flagged(String id) {
        Document flagged = new Document("_id", id);
        form.indexes().stream()
                .filter(Index.Flag.class::isInstance)
                .forEach(flag -> flagged.append(flag.field(), true));
        return flagged;
    }

    private List<byte[]> entries(Document document) {
        String id = document.getString("_id");
        List<byte[]> entries = new ArrayList<>();
        for (Index index : form.indexes()) {
            switch (index) {
                case Index.Value(_, String field) -> {
                    if (document.get(field) instanceof String text) {
                        entries.add(
                                layout.entries(index)
                                        .octet(TEXT)
                                        .keyText(text)
                                        .keyText(id)
                                        .toBytes());
                    } else if (document.get(field) instanceof Date date) {
                        entries.add(time(index, date.toInstant()).keyText(id).toBytes());
                    }
                }
                case Index.Flag(_, String field) -> {
                    if (Boolean.TRUE.equals(document.get(field))) {
                        entries.add(layout.entries(index).keyText(id).toBytes());
                    }
                }
            }
        }
        return entries;
    }

    private ByteWriter time(Index index, Instant at) {
        return layout.entries(index).octet(TIME).instant(Instant.ofEpochMilli(at.toEpochMilli()));
    }

    private byte[] value(Document document) {
        try (BasicOutputBuffer bytes = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return new ByteWriter(bytes.size() + 8)
                    .octet(layout.version())
                    .block(bytes.toByteArray())
                    .toBytes();
        }
    }

    private static Document document(ByteReader value) {
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(value.block()))) {
            return CODEC.decode(reader, DecoderContext.builder().build());
        } catch (BsonSerializationException | BsonInvalidOperationException e) {
            throw new DamagedRecordException("its document cannot be read");
        }
    }
}

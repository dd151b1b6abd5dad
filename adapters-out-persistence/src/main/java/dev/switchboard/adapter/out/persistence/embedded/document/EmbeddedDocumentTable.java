package dev.switchboard.adapter.out.persistence.embedded.document;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.DEFAULT;

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

/// Documents as BSON behind the version of their layout, all tables in one column family: the one
/// that every store has, so that an older hub opens a store with tables that it does not know.
///
/// What an index finds is looked up by its id, so an entry that points nowhere finds nothing.
public final class EmbeddedDocumentTable implements DocumentTable {

    private static final int DOCUMENT = 1;
    private static final int ENTRY = 2;
    private static final int VERSION = 1;
    private static final int TEXT = 1;
    private static final int TIME = 2;
    private static final byte[] NOTHING = {};
    private static final DocumentCodec CODEC = new DocumentCodec();
    private static final Decoder<Document> DECODER = EmbeddedDocumentTable::read;

    private final Store store;
    private final TableForm form;

    public EmbeddedDocumentTable(Store store, TableForm form) {
        this.store = store;
        this.form = form;
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        List<byte[]> keys = ids.stream().distinct().map(this::key).toList();
        return store.read(view -> keys.stream().flatMap(key -> sound(view, key).stream()).toList());
    }

    private static Optional<Document> sound(Records records, byte[] key) {
        return DECODER.ifSound(DEFAULT, records.get(DEFAULT, key));
    }

    @Override
    public List<Document> scan(Index index, Range range, int limit) {
        byte[] all = of(index).toBytes();
        return switch (range) {
            case Range.Only(String value) -> {
                byte[] these = of(index).octet(TEXT).keyText(value).toBytes();
                yield scan(these, ByteWriter.behind(these), limit);
            }
            case Range.Through(Instant last) -> {
                byte[] times = new ByteWriter(all.length + 1).raw(all).octet(TIME).toBytes();
                yield scan(times, ByteWriter.behind(time(index, last)), limit);
            }
        };
    }

    private List<Document> scan(byte[] from, byte[] until, int limit) {
        return store.search(view -> {
            List<Document> found = new ArrayList<>();
            try (Scan scan = view.scan(DEFAULT, from, until)) {
                while (found.size() < limit && scan.next()) {
                    sound(view, scan.value()).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        return store.write(batch -> changes.stream().map(change -> make(change, batch)).toList());
    }

    private Outcome make(Change change, Batch batch) {
        return switch (change) {
            case Change.Insert(Document document) -> {
                byte[] key = key(document.getString("_id"));
                if (batch.get(DEFAULT, key) != null) {
                    yield Outcome.REFUSED;
                }
                yield put(document, key, batch);
            }
            case Change.Replace(Document document, long version) -> {
                byte[] key = key(document.getString("_id"));
                Document there = sound(batch, key).orElse(null);
                if (there == null || there.getLong("version") != version) {
                    yield Outcome.REFUSED;
                }
                entries(there).forEach(entry -> batch.delete(DEFAULT, entry));
                yield put(document, key, batch);
            }
            case Change.Remove(String id) -> {
                byte[] key = key(id);
                if (batch.get(DEFAULT, key) == null) {
                    yield Outcome.REFUSED;
                }
                sound(batch, key)
                        .ifPresent(there ->
                                entries(there).forEach(entry -> batch.delete(DEFAULT, entry)));
                batch.delete(DEFAULT, key);
                yield Outcome.DONE;
            }
        };
    }

    private Outcome put(Document document, byte[] key, Batch batch) {
        batch.put(DEFAULT, key, value(document));
        entries(document).forEach(entry -> batch.put(DEFAULT, entry, key));
        return Outcome.DONE;
    }

    private List<byte[]> entries(Document document) {
        List<byte[]> entries = new ArrayList<>();
        for (Index index : form.indexes()) {
            byte[] at =
                    switch (document.get(index.field())) {
                        case String text -> of(index).octet(TEXT).keyText(text).toBytes();
                        case Date date -> time(index, date.toInstant());
                        case null, default -> NOTHING;
                    };
            if (at.length > 0) {
                String id = document.getString("_id");
                entries.add(new ByteWriter(at.length + 40).raw(at).keyText(id).toBytes());
            }
        }
        return entries;
    }

    private ByteWriter of(Index index) {
        return new ByteWriter(80).octet(ENTRY).keyText(form.name()).keyText(index.name());
    }

    private byte[] time(Index index, Instant at) {
        return of(index).octet(TIME).instant(Instant.ofEpochMilli(at.toEpochMilli())).toBytes();
    }

    private byte[] key(String id) {
        return new ByteWriter(64).octet(DOCUMENT).keyText(form.name()).keyText(id).toBytes();
    }

    private static byte[] value(Document document) {
        try (BasicOutputBuffer bytes = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return new ByteWriter(bytes.size() + 8)
                    .octet(VERSION)
                    .block(bytes.toByteArray())
                    .toBytes();
        }
    }

    private static Document read(ByteReader value) {
        Decoder.version(value, VERSION);
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(value.block()))) {
            return CODEC.decode(reader, DecoderContext.builder().build());
        } catch (BsonSerializationException | BsonInvalidOperationException e) {
            throw new DamagedRecordException("its document cannot be read");
        }
    }
}

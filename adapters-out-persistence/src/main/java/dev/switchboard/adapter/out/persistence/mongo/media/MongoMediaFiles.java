package dev.switchboard.adapter.out.persistence.mongo.media;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.MEDIA;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.MEDIA_PIECES;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/// Stores a file in pieces, because the largest files exceed a document; the file's own document is
/// stored last and makes the file visible. Both have the file's age, so that the purge also finds
/// what a crash left.
public final class MongoMediaFiles implements MediaFiles {

    private static final int LONGEST = 256 * 1024;
    private static final int STEP = 100;

    private final MongoStore store;

    public MongoMediaFiles(MongoStore store) {
        this.store = store;
    }

    /// @param tenant null in documents older than tenants
    private record FileDocument(
            String id,
            StoredText name,
            String mimeType,
            int size,
            Instant at,
            @Nullable String tenant) {

        MediaFile file() {
            return new MediaFile(
                    new MediaId(id),
                    name.text(nameOf(id)),
                    mimeType,
                    size,
                    at,
                    tenant == null ? TenantId.DEFAULT : new TenantId(tenant));
        }
    }

    /// @param id the file's id and the number of the piece
    private record PieceDocument(String id, Instant at, StoredText bytes) {}

    @Override
    public void keep(MediaFile file, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += LONGEST) {
            int until = Math.min(bytes.length, from + LONGEST);
            String name = name(file.id(), from / LONGEST);
            StoredText words =
                    StoredText.said(Arrays.copyOfRange(bytes, from, until), bytesOf(name));
            PieceDocument piece = new PieceDocument(name, file.at(), words);
            store.run(mongo -> mongo.save(piece, MEDIA_PIECES));
        }
        FileDocument document =
                new FileDocument(
                        file.id().value(),
                        StoredText.said(file.name(), nameOf(file.id().value())),
                        file.mimeType(),
                        file.size(),
                        file.at(),
                        file.tenant().value());
        store.run(mongo -> mongo.save(document, MEDIA));
    }

    private static String nameOf(String file) {
        return StoredText.place(MEDIA, "name", file);
    }

    private static String bytesOf(String piece) {
        return StoredText.place(MEDIA_PIECES, "bytes", piece);
    }

    private static String name(MediaId id, int number) {
        return id + "/" + number;
    }

    @Override
    public Optional<MediaFile> find(MediaId id) {
        return Optional.ofNullable(
                        store.call(mongo -> mongo.findById(id.value(), FileDocument.class, MEDIA)))
                .stream()
                .flatMap(StoredText.readable(MEDIA, FileDocument::file))
                .findFirst();
    }

    @Override
    public Optional<byte[]> bytes(MediaId id) {
        return find(id).stream()
                .flatMap(StoredText.readable(MEDIA_PIECES, this::bytes))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Each piece has a deadline of its own.
    private Optional<byte[]> bytes(MediaFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.size());
        for (int i = 0; bytes.size() < file.size(); i++) {
            String name = name(file.id(), i);
            PieceDocument piece =
                    store.call(mongo -> mongo.findById(name, PieceDocument.class, MEDIA_PIECES));
            if (piece == null) {
                return Optional.empty();
            }
            bytes.writeBytes(piece.bytes().bytes(bytesOf(name)));
        }
        return Optional.of(bytes.toByteArray());
    }

    /// Removes the pieces first: while the file's document exists, a repeated call finds the rest.
    @Override
    public void forget(MediaId id) {
        Optional<MediaFile> file = find(id);
        if (file.isEmpty()) {
            return;
        }
        List<String> pieces =
                IntStream.rangeClosed(0, (file.get().size() - 1) / LONGEST)
                        .mapToObj(number -> name(id, number))
                        .toList();
        store.run(mongo -> {
            mongo.remove(query(where("_id").in(pieces)), MEDIA_PIECES);
            mongo.remove(query(where("_id").is(id.value())), MEDIA);
        });
    }

    /// Removes the files' documents first: no file is listed whose pieces are gone.
    @Override
    public int purge(Instant before) {
        int removed = purgeAll(before, MEDIA);
        purgeAll(before, MEDIA_PIECES);
        return removed;
    }

    private int purgeAll(Instant before, String collection) {
        int all = 0;
        int some;
        do {
            some = store.call(mongo -> purged(mongo, before, collection));
            all += some;
        } while (some == STEP);
        return all;
    }

    private static int purged(MongoOperations mongo, Instant before, String collection) {
        Query old = query(where("at").lt(before)).limit(STEP);
        old.fields().include("_id");
        List<Object> ids =
                mongo.find(old, Document.class, collection).stream()
                        .map(each -> each.get("_id"))
                        .toList();
        if (!ids.isEmpty()) {
            mongo.remove(query(where("_id").in(ids)), collection);
        }
        return ids.size();
    }
}

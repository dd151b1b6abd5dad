package dev.switchboard.adapter.out.persistence.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A table that lives as long as its test.
final class MemoryDocumentTable implements DocumentTable {

    private final Map<String, Document> documents = new TreeMap<>();

    @Override
    public synchronized List<Document> find(Collection<String> ids) {
        return documents.values().stream()
                .filter(document -> ids.contains(document.getString("_id")))
                .map(Document::new)
                .toList();
    }

    @Override
    public synchronized List<Document> scan(TableForm.Index index, Range range, int limit) {
        return documents.values().stream()
                .filter(document -> isIn(range, document.get(index.field())))
                .sorted(Comparator.comparingLong(document -> key(document.get(index.field()))))
                .limit(limit)
                .map(Document::new)
                .toList();
    }

    private static boolean isIn(Range range, @Nullable Object value) {
        return switch (range) {
            case Range.Only(var only) -> only.equals(value);
            case Range.Through(var last) ->
                    value instanceof Date date && !date.toInstant().isAfter(last);
        };
    }

    private static long key(@Nullable Object value) {
        return value instanceof Date date ? date.toInstant().toEpochMilli() : 0;
    }

    @Override
    public synchronized List<Outcome> write(List<Change> changes) {
        List<Outcome> outcomes = new ArrayList<>();
        changes.forEach(change -> outcomes.add(make(change) ? Outcome.DONE : Outcome.REFUSED));
        return outcomes;
    }

    private boolean make(Change change) {
        return switch (change) {
            case Change.Insert(var document) ->
                    documents.putIfAbsent(document.getString("_id"), new Document(document))
                            == null;
            case Change.Replace(var document, var version) -> {
                Document there = documents.get(document.getString("_id"));
                boolean same = there != null && there.getLong("version") == version;
                if (same) {
                    documents.put(document.getString("_id"), new Document(document));
                }
                yield same;
            }
            case Change.Remove(var id) -> documents.remove(id) != null;
        };
    }
}

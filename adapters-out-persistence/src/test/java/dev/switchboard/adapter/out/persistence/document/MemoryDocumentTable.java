package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A table that lives as long as its test.
final class MemoryDocumentTable implements DocumentTable {

    private final TableForm form;
    private final Map<String, Document> documents = new TreeMap<>();

    MemoryDocumentTable(TableForm form) {
        this.form = form;
    }

    @Override
    public synchronized List<Document> find(Collection<String> ids) {
        return documents.values().stream()
                .filter(document -> ids.contains(document.getString("_id")))
                .map(Document::new)
                .toList();
    }

    @Override
    public synchronized List<Document> all() {
        return documents.values().stream().map(Document::new).toList();
    }

    @Override
    public synchronized List<Document> scan(Index index, Range range, int limit) {
        return documents.values().stream()
                .filter(document -> isIn(range, document, index.field()))
                .sorted(Comparator.comparingLong(document -> key(index, document)))
                .filter(document -> isBehind(range, document, index))
                .limit(limit)
                .map(Document::new)
                .toList();
    }

    private static boolean isIn(Range range, Document document, String field) {
        Object value = document.get(field);
        return switch (range) {
            case Range.Only(var only) -> only.equals(value);
            case Range.All(var values, _, _) ->
                    value instanceof List<?> texts && texts.containsAll(values);
            case Range.Through(var last) ->
                    value instanceof Date date && !date.toInstant().isAfter(last);
            case Range.Behind(var id) ->
                    Boolean.TRUE.equals(value)
                            && (id == null || document.getString("_id").compareTo(id) > 0);
        };
    }

    private static boolean isBehind(Range range, Document document, Index index) {
        if (!(range instanceof Range.All(_, var at, var id)) || at == null || id == null) {
            return true;
        }
        long time = key(index, document);
        long there = -at.toEpochMilli();
        return time > there || (time == there && document.getString("_id").compareTo(id) > 0);
    }

    private static long key(Index index, Document document) {
        return switch (index) {
            case Index.Series _ -> -document.getLong(Index.Series.NUMBER);
            case Index.Terms(_, _, String time) ->
                    -document.getDate(time).toInstant().toEpochMilli();
            case Index.Value(_, String field) when document.get(field) instanceof Date date ->
                    date.toInstant().toEpochMilli();
            default -> 0;
        };
    }

    @Override
    public synchronized void amend(List<? extends Amendment> amendments) {
        amendments.forEach(this::write);
    }

    @Override
    public synchronized Outcome write(Change change) {
        return switch (change) {
            case Change.Insert(var document) ->
                    documents.values().stream()
                            .filter(there -> isInTheWay(there, document))
                            .findFirst()
                            .<Outcome>map(Outcome.Refused::new)
                            .orElseGet(() -> put(document));
            case Change.Put(var document) -> put(document);
            case Amendment.Replace(var document, var version) ->
                    isAt(document.getString("_id"), version)
                            ? put(document)
                            : refused(document.getString("_id"));
            case Amendment.Lower(var id, var version, var flag) -> {
                if (!isAt(id, version)) {
                    yield refused(id);
                }
                Document lowered = new Document(documents.get(id));
                lowered.remove(flag.field());
                yield put(lowered);
            }
            case Amendment.Remove(var id) ->
                    documents.remove(id) == null ? refused(id) : new Outcome.Done();
        };
    }

    private boolean isInTheWay(Document there, Document document) {
        Index.@Nullable Series series = form.series();
        return isSame(there, document, "_id")
                || (series != null
                        && isSame(there, document, series.field())
                        && isSame(there, document, Index.Series.NUMBER));
    }

    private static boolean isSame(Document there, Document document, String field) {
        return Objects.equals(there.get(field), document.get(field));
    }

    private boolean isAt(String id, long version) {
        Document there = documents.get(id);
        return there != null && there.getLong("version") == version;
    }

    private Outcome put(Document document) {
        documents.put(document.getString("_id"), new Document(document));
        return new Outcome.Done();
    }

    private Outcome refused(String id) {
        return new Outcome.Refused(documents.get(id));
    }
}

package dev.switchboard.adapter.out.persistence.mongo.engine;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// An index that we rely on, by name. `docs/storage-mongodb.md` lists them with their purposes.
record StoredIndex(String collection, String name, Bson keys, IndexOptions options) {

    private static final Set<String> OURS =
            Set.of("v", "ns", "name", "key", "unique", "sparse", "partialFilterExpression");

    private static final List<StoredIndex> OF_OWN_ADAPTERS =
            List.of(
                    journal("journal_conversation_seq", sequence(), unique()),
                    // Sparse: messages without a key are not in the index and need not be unique.
                    journal("journal_key", up("key.scope", "key.key"), unique().sparse(true)),
                    // Settled messages have an empty list, which is not greater than any text.
                    journal(
                            "journal_pending",
                            up("owed", "conversation", "seq"),
                            plain().partialFilterExpression(
                                            new Document("owed", new Document("$gt", "")))),
                    journal(
                            "journal_parked",
                            up("deliveries.target", "conversation", "seq"),
                            plain().partialFilterExpression(
                                            new Document("deliveries.state", "PARKED"))),
                    journal(
                            "journal_receipt",
                            up("conversation", "receipt", "seq"),
                            plain().partialFilterExpression(
                                            new Document(
                                                    "receipt", new Document("$exists", true)))),
                    journal("journal_bot", up("bot_of", "_id"), plain().sparse(true)),
                    journal("journal_answers", up("answers"), plain().sparse(true)),
                    journal(
                            "journal_target_state",
                            up("deliveries.target", "deliveries.state", "_id"),
                            plain()),
                    journal(
                            "journal_parked_all",
                            up("deliveries.state", "_id"),
                            plain().partialFilterExpression(
                                            new Document("deliveries.state", "PARKED"))),
                    journal("journal_target_at", up("deliveries.target", "at"), plain()),
                    journal("journal_at", up("at", "_id"), plain()),
                    journal("journal_closed", up("deliveries.closed_at"), plain().sparse(true)),
                    new StoredIndex(Collections.TRACES, "traces_message", up("message"), plain()),
                    // Sparse: the collection may contain documents that are not channels.
                    new StoredIndex(
                            Collections.CHANNELS,
                            "channels_channel_id",
                            up("channel_id"),
                            unique().sparse(true)),
                    new StoredIndex(
                            Collections.ACTIVITY, "activity_latest", up("origin", "slot"), plain()),
                    new StoredIndex(
                            Collections.CLAIMS, "claims_unseen", up("seen_at", "_id"), plain()),
                    new StoredIndex(
                            Collections.CLIENT_SESSIONS,
                            "client_sessions_seen",
                            up("seen_at"),
                            plain()),
                    new StoredIndex(
                            Collections.USER_NAMES, "user_names_name", up("names"), unique()),
                    new StoredIndex(
                            Collections.DESK_SESSIONS,
                            "desk_sessions_live",
                            up("live", "desk", "_id"),
                            plain().partialFilterExpression(new Document("live", true))),
                    new StoredIndex(
                            Collections.DESK_SESSIONS,
                            "desk_sessions_over",
                            up("state", "changed_at"),
                            plain()),
                    new StoredIndex(Collections.MEDIA, "media_at", up("at"), plain()),
                    new StoredIndex(Collections.MEDIA_PIECES, "media_pieces_at", up("at"), plain()),
                    new StoredIndex(
                            Collections.WAITING_PARTS,
                            "waiting_parts_name",
                            up("conversation", "answer", "place", "fingerprint"),
                            unique()),
                    new StoredIndex(
                            Collections.WAITING_PARTS,
                            "waiting_parts_at",
                            up("at", "_id"),
                            plain()));

    /// Includes the indexes declared by cold tables.
    static final List<StoredIndex> ALL =
            Stream.concat(
                            OF_OWN_ADAPTERS.stream(),
                            TableForm.ALL.stream().flatMap(StoredIndex::declared))
                    .toList();

    StoredIndex {
        options = options.name(name);
    }

    /// Whether MongoDB lists this index. One of the same name with other settings does not count:
    /// creating ours then fails, and MongoDB gives the reason.
    boolean isAmong(List<Document> present) {
        return present.stream().anyMatch(this::equalTo);
    }

    /// An index with any other setting, such as a collation or an expiry, is not ours.
    private boolean equalTo(Document listed) {
        return name.equals(listed.getString("name"))
                && OURS.containsAll(listed.keySet())
                && options.isUnique() == flag(listed, "unique")
                && options.isSparse() == flag(listed, "sparse")
                && Objects.equals(filter(), listed.get("partialFilterExpression"))
                && directions(keys.toBsonDocument())
                        .equals(directions(listed.get("key", Document.class).toBsonDocument()));
    }

    /// Older servers report flags as numbers.
    private static boolean flag(Document listed, String name) {
        return switch (listed.get(name)) {
            case null -> false;
            case Boolean set -> set;
            case Number number -> number.intValue() != 0;
            default -> false;
        };
    }

    private @Nullable Object filter() {
        return options.getPartialFilterExpression();
    }

    /// Older servers report directions as doubles.
    private static List<String> directions(BsonDocument keys) {
        return keys.entrySet().stream()
                .map(key -> key.getKey() + ":" + key.getValue().asNumber().intValue())
                .toList();
    }

    private static Stream<StoredIndex> declared(TableForm table) {
        return table.indexes().stream().map(index -> declared(table.name(), index));
    }

    private static StoredIndex declared(String table, Index index) {
        return switch (index) {
            case Index.Value(String name, String field) ->
                    new StoredIndex(table, name, up(field, "_id"), plain());
            case Index.Flag(String name, String field) ->
                    new StoredIndex(
                            table,
                            name,
                            up(field, "_id"),
                            plain().partialFilterExpression(new Document(field, true)));
            case Index.Terms(String name, String field, String time) ->
                    new StoredIndex(
                            table,
                            name,
                            Indexes.compoundIndex(
                                    Indexes.ascending(field),
                                    Indexes.descending(time),
                                    Indexes.ascending("_id")),
                            plain());
            case Index.Series(String name, String field) ->
                    new StoredIndex(
                            table,
                            name,
                            Indexes.compoundIndex(
                                    Indexes.ascending(field),
                                    Indexes.descending(Index.Series.NUMBER)),
                            unique());
        };
    }

    private static StoredIndex journal(String name, Bson keys, IndexOptions options) {
        return new StoredIndex(Collections.JOURNAL, name, keys, options);
    }

    // Descending, so the first entry of a conversation is its newest message.
    private static Bson sequence() {
        return Indexes.compoundIndex(Indexes.ascending("conversation"), Indexes.descending("seq"));
    }

    private static Bson up(String... fields) {
        return Indexes.ascending(fields);
    }

    private static IndexOptions plain() {
        return new IndexOptions();
    }

    private static IndexOptions unique() {
        return new IndexOptions().unique(true);
    }
}

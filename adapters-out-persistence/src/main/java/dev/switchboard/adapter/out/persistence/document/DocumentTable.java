package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A table for data off the path of messages. Each port is written once over this interface; the
/// documents have the same form in both stores.
///
/// Each document has a text `_id`. A document that is replaced at its version has a number
/// `version`, which its owner raises with each change that others must not overtake. Reads see
/// every write that has returned, and a write is durable when the call returns. A document that
/// cannot be read or decrypted is left out and logged; its id stays taken.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; a write may then have happened or not.
public interface DocumentTable {

    int FORGOTTEN_AT_ONCE = 200;

    /// The documents with these ids, as far as they exist, in any order.
    List<Document> find(Collection<String> ids);

    default Optional<Document> find(String id) {
        return find(List.of(id)).stream().findFirst();
    }

    /// All documents, for tables that have few.
    List<Document> all();

    /// Ordered by the indexed field, or as the index says, then by id. Fewer than `limit` documents
    /// of a flag are the last.
    List<Document> scan(Index index, Range range, int limit);

    /// Walks through what is read from the documents of a flag after an id, ordered by id. Fewer
    /// than `limit` are the last.
    ///
    /// @param after null to start from the beginning
    /// @param reader makes nothing of a document that it cannot read
    default <T> List<T> walk(
            Index flag, @Nullable String after, int limit, Function<Document, Stream<T>> reader) {
        return FullPage.of(
                limit,
                (last, most) -> {
                    String id = last == null ? after : last.getString("_id");
                    return scan(flag, new Range.Behind(id), most);
                },
                reader);
    }

    /// Makes one change, or returns the document that prevents it.
    Outcome write(Change change);

    /// Makes each change on its own, in any order: a refused one does not stop the others. A single
    /// write where the store can do that.
    void amend(List<? extends Amendment> amendments);

    /// Removes the documents up to and including an instant, the oldest first and some at a time.
    ///
    /// @param times an [Index.Value] of times
    default void forgetThrough(Index times, Instant last) {
        List<Document> some;
        do {
            some = scan(times, new Range.Through(last), FORGOTTEN_AT_ONCE);
            remove(some);
        } while (some.size() == FORGOTTEN_AT_ONCE);
    }

    default void remove(List<Document> documents) {
        amend(
                documents.stream()
                        .map(document -> new Amendment.Remove(document.getString("_id")))
                        .toList());
    }

    /// A part of an index.
    sealed interface Range {

        /// Documents with this value, in an [Index.Value] of texts or an [Index.Series].
        record Only(String value) implements Range {}

        /// Documents up to and including an instant, in milliseconds, in an [Index.Value] of times.
        record Through(Instant last) implements Range {}

        /// Documents with all of some texts, in an [Index.Terms].
        ///
        /// @param values at least one
        /// @param at continues behind the document with this time and `id`; null to begin
        record All(List<String> values, @Nullable Instant at, @Nullable String id)
                implements Range {
            public All {
                values = List.copyOf(values);
            }
        }

        /// Documents in an [Index.Flag] after an id.
        ///
        /// @param id null to start from the beginning
        record Behind(@Nullable String id) implements Range {}
    }

    sealed interface Change {

        /// Refused if the id is taken, or its number in the table's [Index.Series].
        record Insert(Document document) implements Change {}

        /// Inserts or replaces. Never refused.
        record Put(Document document) implements Change {}

        /// Inserts the first version of a document, and replaces the version before by a later one.
        static Change to(Document document, long version) {
            return version == 1
                    ? new Insert(document)
                    : new Amendment.Replace(document, version - 1);
        }
    }

    /// A change to an existing document. Refused if there is none.
    sealed interface Amendment extends Change {

        /// Refused unless the stored version is `version`. If several callers replace the same
        /// version and the new document has another, one of them wins.
        record Replace(Document document, long version) implements Amendment {}

        /// Removes a flag and nothing else. Refused unless the stored version is `version`.
        record Lower(String id, long version, Index flag) implements Amendment {}

        record Remove(String id) implements Amendment {}
    }

    sealed interface Outcome {

        record Done() implements Outcome {}

        /// @param there the document that prevents the change; null if there is none, or it is
        ///   unreadable
        record Refused(@Nullable Document there) implements Outcome {}
    }
}

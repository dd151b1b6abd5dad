package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A table of what is not on a message's way: written once by its owner, and kept in the same form
/// in every store.
///
/// Each document has a text `_id`. One that is replaced at its version has a number `version`,
/// which its owner raises with each change that others must not overtake. Reads see every returned
/// write. What is written is durable when the call returns. A document that cannot be read or
/// opened is left out and told in the log; it still takes its id.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; what was to be written may then have been written or not.
public interface DocumentTable {

    /// Those of the ids that are there, in any order.
    List<Document> find(Collection<String> ids);

    default Optional<Document> find(String id) {
        return find(List.of(id)).stream().findFirst();
    }

    /// All of a table that has few.
    List<Document> all();

    /// By what an index is declared on, then by id.
    List<Document> scan(Index index, Range range, int limit);

    /// Makes one change, or tells what is in its way.
    Outcome write(Change change);

    /// Makes changes in any order, each for itself: one that is refused keeps no other from being
    /// made. One write where the store can.
    void amend(List<? extends Amendment> amendments);

    /// Which part of an index is asked for.
    sealed interface Range {

        /// Of an [Index.Value] that is a text, or of an [Index.Series].
        record Only(String value) implements Range {}

        /// From the beginning of time up to and with an instant, in milliseconds; of an
        /// [Index.Value] that is a time.
        record Through(Instant last) implements Range {}

        /// All of an [Index.Flag], behind an id.
        ///
        /// @param id null to begin
        record Behind(@Nullable String id) implements Range {}
    }

    sealed interface Change {

        /// Refused if the id is taken, or the number in the table's [Index.Series].
        record Insert(Document document) implements Change {}

        /// In the place of what is there, if anything is. Never refused.
        record Put(Document document) implements Change {}
    }

    /// A change of what is there. Refused if it is not.
    sealed interface Amendment extends Change {

        /// Refused unless this is the version there. Of several callers with one version, one wins
        /// if the document has another.
        record Replace(Document document, long version) implements Amendment {}

        /// Takes a flag away, and nothing else. Refused unless this is the version there.
        record Lower(String id, long version, Index flag) implements Amendment {}

        record Remove(String id) implements Amendment {}
    }

    sealed interface Outcome {

        record Done() implements Outcome {}

        /// @param there what is in the way; null if nothing is there, or nothing that can be read
        record Refused(@Nullable Document there) implements Outcome {}
    }
}

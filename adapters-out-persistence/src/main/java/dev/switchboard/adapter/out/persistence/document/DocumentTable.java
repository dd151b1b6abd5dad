package dev.switchboard.adapter.out.persistence.document;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/// A cold table: documents under their ids, in the same form in every store.
///
/// Each document has a text `_id` and a number `version`, which its owner raises with each change.
/// Reads see every returned write. What is written is durable when the call returns.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; what was to be written may then have been written or not.
public interface DocumentTable {

    /// Those of the ids that are there, in any order.
    List<Document> find(Collection<String> ids);

    default Optional<Document> find(String id) {
        return find(List.of(id)).stream().findFirst();
    }

    /// By what an index is declared on, then by id; documents without that field are left out.
    List<Document> scan(TableForm.Index index, Range range, int limit);

    /// Makes changes in this order, each for itself: a refused one does not keep the next from
    /// being made, and a crash in between leaves the first ones made.
    ///
    /// @return what became of each
    List<Outcome> write(List<Change> changes);

    default Outcome write(Change change) {
        return write(List.of(change)).getFirst();
    }

    /// Which part of an index is asked for.
    sealed interface Range {

        record Only(String value) implements Range {}

        /// From the beginning of time up to and with an instant, in milliseconds.
        record Through(Instant last) implements Range {}
    }

    sealed interface Change {

        /// Refused if the id is taken.
        record Insert(Document document) implements Change {}

        /// Refused unless the id's document is there and has this version. Of several callers with
        /// one version, one wins.
        record Replace(Document document, long version) implements Change {}

        /// Refused if there is none.
        record Remove(String id) implements Change {}
    }

    enum Outcome {
        DONE,
        REFUSED
    }
}

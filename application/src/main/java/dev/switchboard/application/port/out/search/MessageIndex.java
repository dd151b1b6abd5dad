package dev.switchboard.application.port.out.search;

import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An index of terms to pieces of conversations. It is made from the journal, and made anew where
/// it is lost, so nothing depends on it but search. It holds no term that can be read: a thief of
/// the store without its keys sees only which pieces have terms in common.
///
/// Reads see every write that has returned. Every method throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer in time.
public interface MessageIndex {

    /// Stores a piece, or replaces it with all of its terms.
    void save(Piece piece, Set<String> terms);

    /// Returns those of these pieces that are there. One that was made with an earlier key is not:
    /// nothing would be found in it.
    ///
    /// @param ids at most 1000
    List<Piece> find(Collection<PieceId> ids);

    void forget(Collection<PieceId> ids);

    /// Returns the pieces that have all of these terms: those that began last first, and of one
    /// moment in an order that does not change.
    ///
    /// @param terms at least one
    /// @param behind continues behind this piece; null to begin
    /// @param limit 1 to 1000
    List<Piece> having(Set<String> terms, @Nullable Position behind, int limit);

    /// Returns pieces that began at `last` or before, the oldest first.
    ///
    /// @param limit 1 to 1000
    List<Piece> through(Instant last, int limit);

    /// The place of a piece among others.
    record Position(Instant at, PieceId id) {}
}

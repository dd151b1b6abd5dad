package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An index that lives as long as its test, and whose terms tests can read.
public class InMemoryMessageIndex implements MessageIndex {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::at)
                    .reversed()
                    .thenComparing(position -> position.id().conversation().value())
                    .thenComparingLong(position -> position.id().number());

    private final Map<PieceId, Entry> entries = new HashMap<>();
    private final Outage outage;
    private int saves;
    private Runnable meanwhile = () -> {};

    private record Entry(Piece piece, Set<String> terms) {

        Position position() {
            return new Position(piece.at(), piece.id());
        }
    }

    public InMemoryMessageIndex(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized void save(Piece piece, Set<String> terms) {
        outage.check();
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        entries.put(piece.id(), new Entry(piece, Set.copyOf(terms)));
        saves++;
    }

    @Override
    public synchronized List<Piece> find(Collection<PieceId> ids) {
        outage.check();
        return entries.values().stream()
                .map(Entry::piece)
                .filter(piece -> ids.contains(piece.id()))
                .toList();
    }

    @Override
    public synchronized void forget(Collection<PieceId> ids) {
        outage.check();
        entries.keySet().removeAll(Set.copyOf(ids));
    }

    @Override
    public synchronized List<Piece> having(
            Set<String> terms, @Nullable Position behind, int limit) {
        outage.check();
        return entries.values().stream()
                .filter(entry -> entry.terms().containsAll(terms))
                .sorted(Comparator.comparing(Entry::position, ORDER))
                .filter(entry -> behind == null || ORDER.compare(entry.position(), behind) > 0)
                .limit(limit)
                .map(Entry::piece)
                .toList();
    }

    @Override
    public synchronized List<Piece> through(Instant last, int limit) {
        outage.check();
        return entries.values().stream()
                .map(Entry::piece)
                .filter(piece -> !piece.at().isAfter(last))
                .sorted(Comparator.comparing(Piece::at))
                .limit(limit)
                .toList();
    }

    /// All words of messages, without those of names.
    public synchronized Set<String> words() {
        return entries.values().stream()
                .flatMap(entry -> entry.terms().stream())
                .filter(term -> term.contains("/word/"))
                .map(term -> term.substring(term.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /// Runs a task once, after the words of a piece were read and before they are stored.
    public synchronized void beforeTheNextSave(Runnable task) {
        meanwhile = task;
    }

    /// How often a piece was stored.
    public synchronized int saves() {
        return saves;
    }

    /// Loses everything, as when its files are removed.
    public synchronized void lose() {
        entries.clear();
    }
}

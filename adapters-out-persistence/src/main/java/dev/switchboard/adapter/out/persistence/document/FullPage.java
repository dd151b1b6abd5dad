package dev.switchboard.adapter.out.persistence.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A page of what can be read in a store. It is filled with what comes behind stored things that
/// cannot be read, so a page shorter than its limit is the last.
public final class FullPage {

    private FullPage() {}

    /// Reads what is stored, in order.
    public interface Source<D> {

        /// @param last the one to continue after; null to begin
        /// @param most returns fewer if there are no more
        List<D> read(@Nullable D last, int most);
    }

    /// @param reader makes nothing of what cannot be read
    public static <D, T> List<T> of(
            int limit, Source<D> source, Function<? super D, Stream<T>> reader) {
        List<T> page = new ArrayList<>();
        @Nullable D last = null;
        boolean isLast = false;
        while (page.size() < limit && !isLast) {
            int most = limit - page.size();
            List<D> stored = source.read(last, most);
            stored.stream().flatMap(reader).forEach(page::add);
            isLast = stored.size() < most;
            last = stored.isEmpty() ? last : stored.getLast();
        }
        return page;
    }
}

package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The times at which users' calls count as over unless they are reported again.
final class CallEnds {

    private final TreeSet<End> ends =
            new TreeSet<>(Comparator.comparing(End::at).thenComparingLong(End::user));

    private record End(Instant at, long user) {}

    /// @param before the user before the change; null if there was none
    /// @param now null if the user was removed
    void changed(@Nullable User before, @Nullable User now) {
        End was = end(before);
        if (was != null) {
            ends.remove(was);
        }
        End is = end(now);
        if (is != null) {
            ends.add(is);
        }
    }

    private static @Nullable End end(@Nullable User user) {
        Instant at = user == null ? null : user.presence().expiresAt();
        return user == null || at == null ? null : new End(at, user.number());
    }

    /// Returns the earliest end; null if no call ends by itself.
    @Nullable Instant next() {
        return ends.isEmpty() ? null : ends.first().at();
    }

    /// Returns the users whose calls count as over.
    List<Long> over(Instant now, int most) {
        return ends.stream()
                .takeWhile(end -> !end.at().isAfter(now))
                .limit(most)
                .map(End::user)
                .toList();
    }
}

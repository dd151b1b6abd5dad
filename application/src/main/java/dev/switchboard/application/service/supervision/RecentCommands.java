package dev.switchboard.application.service.supervision;

import dev.switchboard.domain.handoff.Agent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last commands of supervisors, by which repeats are recognised. Nothing of it is stored:
/// after a restart a repeat is a command like any other.
///
/// @param <T> what is known of a command
final class RecentCommands<T> {

    private static final int REMEMBERED = 1_000;

    private final Map<Command, T> commands =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Command, T> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    /// @param id the supervisor's own
    private record Command(Agent supervisor, String id) {}

    @Nullable T find(Agent supervisor, String id) {
        return commands.get(new Command(supervisor, id));
    }

    void add(Agent supervisor, String id, T what) {
        commands.put(new Command(supervisor, id), what);
    }
}

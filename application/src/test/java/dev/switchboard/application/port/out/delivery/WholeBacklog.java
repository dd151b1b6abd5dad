package dev.switchboard.application.port.out.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that is owed, by walks in steps.
///
/// @param limit of each step
public record WholeBacklog(Backlog backlog, int limit) {

    public static WholeBacklog of(Backlog backlog) {
        return new WholeBacklog(backlog, 1000);
    }

    public List<Target> targets() {
        List<Target> all = new ArrayList<>();
        Optional<Target> next = backlog.nextTarget(null);
        while (next.isPresent()) {
            all.add(next.get());
            next = backlog.nextTarget(next.get());
        }
        return all;
    }

    /// Those that are called: none of live clients.
    public List<LaneKey> lanes() {
        return targets().stream()
                .filter(target -> target.kind() != Target.Kind.CLIENTS)
                .flatMap(target ->
                        conversations(target).stream().map(found -> new LaneKey(found, target)))
                .toList();
    }

    public List<ConversationId> conversations(Target target) {
        List<ConversationId> all = new ArrayList<>();
        @Nullable String from = null;
        do {
            var step = backlog.conversations(target, from, limit);
            all.addAll(step.found());
            from = step.next();
        } while (from != null);
        return all;
    }

    /// Without targets that nothing is pending for.
    public Map<Target, Integer> counts() {
        Map<Target, Integer> counts = new HashMap<>();
        for (Target target : targets()) {
            int pending = count(target);
            if (pending > 0) {
                counts.put(target, pending);
            }
        }
        return counts;
    }

    public int count(Target target) {
        return count(target, Partitions.ALL);
    }

    int count(Target target, Partitions some) {
        int pending = 0;
        @Nullable String from = null;
        do {
            var step = backlog.count(target, some, from, limit);
            pending += step.pending();
            from = step.next();
        } while (from != null);
        return pending;
    }
}

package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.OrganisationUpdates.Update;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The last updates of an organisation, for hubs that show it too. Those ask within milliseconds,
/// or within a second if hints are lost. Not for several threads at once.
final class RecentUpdates {

    private static final int MOST_UPDATES = 512;
    private static final int MOST_ENTRIES = 20_000;

    private final Deque<Update> updates = new ArrayDeque<>();

    void add(Update update) {
        updates.add(update);
        while (updates.size() > MOST_UPDATES || entries() > MOST_ENTRIES) {
            updates.remove();
        }
    }

    private int entries() {
        return updates.stream().map(Update::batch).mapToInt(RecentUpdates::entries).sum();
    }

    private static int entries(Batch batch) {
        return batch.puts().size() + batch.removals().size();
    }

    void clear() {
        updates.clear();
    }

    /// Returns the updates after the one with this count; empty if some of them are forgotten.
    Optional<List<Update>> after(long count) {
        Update oldest = updates.peek();
        return oldest == null || oldest.position().count() > count + 1
                ? Optional.empty()
                : Optional.of(
                        updates.stream()
                                .filter(update -> update.position().count() > count)
                                .toList());
    }
}

package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.application.port.out.message.Journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The state of a conversation up to and including this message, so that the newest message
/// describes the conversation and nothing else must be kept in step.
///
/// @param targets every target that its messages were ever owed to
/// @param live true if live clients follow it, otherwise absent
record ThreadDocument(Instant startedAt, List<String> targets, @Nullable Boolean live) {

    static ThreadDocument startedBy(Entry entry) {
        return new ThreadDocument(entry.at(), targetsOf(entry).toList(), liveSince(entry));
    }

    ThreadDocument continuedBy(Entry entry) {
        Stream<String> all = Stream.concat(targets.stream(), targetsOf(entry));
        return new ThreadDocument(
                startedAt, all.distinct().toList(), live == null ? liveSince(entry) : live);
    }

    boolean isLive() {
        return live != null && live;
    }

    private static @Nullable Boolean liveSince(Entry entry) {
        return entry.bringsClients() ? true : null;
    }

    private static Stream<String> targetsOf(Entry entry) {
        return entry.deliveries().stream().map(delivery -> delivery.target().toString()).distinct();
    }
}

package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.application.port.out.message.Journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a conversation was up to and including the message it is part of, so that its newest
/// message tells all about it and nothing else must be kept in step.
///
/// @param targets everything its messages were ever owed to
record ThreadDocument(Instant startedAt, List<String> targets) {

    static ThreadDocument startedBy(Entry entry) {
        return new ThreadDocument(entry.at(), targetsOf(entry).toList());
    }

    ThreadDocument continuedBy(Entry entry) {
        Stream<String> all = Stream.concat(targets.stream(), targetsOf(entry));
        return new ThreadDocument(startedAt, all.distinct().toList());
    }

    private static Stream<String> targetsOf(Entry entry) {
        return entry.deliveries().stream().map(delivery -> delivery.target().toString()).distinct();
    }
}

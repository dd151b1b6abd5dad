package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Canned replies that live as long as their test.
public final class InMemoryCannedReplies implements CannedReplies {

    private record Place(Shelf shelf, String shortcut) {}

    private final Map<Place, CannedReply> all = new HashMap<>();

    @Override
    public synchronized List<CannedReply> of(Shelf shelf, int limit) {
        return all.values().stream()
                .filter(reply -> reply.shelf().equals(shelf))
                .sorted(Comparator.comparing(CannedReply::shortcut))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Outcome insert(CannedReply reply) {
        return all.putIfAbsent(place(reply), reply) == null ? Outcome.DONE : Outcome.REFUSED;
    }

    @Override
    public synchronized Outcome replace(CannedReply reply, long version) {
        CannedReply there = all.get(place(reply));
        if (there == null || there.version() != version) {
            return Outcome.REFUSED;
        }
        all.put(place(reply), reply);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome saveAll(Shelf shelf, List<CannedReply> replies) {
        if (!replies.stream().allMatch(this::follows)) {
            return Outcome.REFUSED;
        }
        replies.forEach(reply -> all.put(place(reply), reply));
        return Outcome.DONE;
    }

    private boolean follows(CannedReply reply) {
        CannedReply there = all.get(place(reply));
        return (there == null ? 0 : there.version()) == reply.version() - 1;
    }

    @Override
    public synchronized Outcome remove(Shelf shelf, String shortcut) {
        return all.remove(new Place(shelf, shortcut)) == null ? Outcome.REFUSED : Outcome.DONE;
    }

    private static Place place(CannedReply reply) {
        return new Place(reply.shelf(), reply.shortcut());
    }
}

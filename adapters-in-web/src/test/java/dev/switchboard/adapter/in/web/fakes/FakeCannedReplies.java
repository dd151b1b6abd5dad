package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Canned replies of all tenants and agents, of which two are many.
public final class FakeCannedReplies implements KeepCannedReplies {

    private final TreeMap<String, CannedReply> all = new TreeMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public List<CannedReply> list(Shelf shelf) {
        return all.values().stream().filter(reply -> reply.shelf().equals(shelf)).toList();
    }

    @Override
    public Saved save(CannedReply reply) {
        String key = key(reply.shelf(), reply.shortcut());
        CannedReply there = all.get(key);
        if ((there == null ? 0 : there.version()) != reply.version() - 1) {
            return Saved.CHANGED;
        }
        if (there == null && list(reply.shelf()).size() == 2) {
            return Saved.TOO_MANY;
        }
        all.put(key, reply);
        return Saved.DONE;
    }

    /// Where three or more would be too many.
    @Override
    public SavedAll saveAll(Shelf shelf, List<CannedReply> replies, boolean trial) {
        int created = 0;
        int changed = 0;
        List<String> tooMany = new ArrayList<>();
        List<CannedReply> next = new ArrayList<>();
        for (CannedReply reply : replies) {
            CannedReply there = all.get(key(shelf, reply.shortcut()));
            if (there == null && list(shelf).size() + created == 2) {
                tooMany.add(reply.shortcut());
            } else if (there == null) {
                created++;
                next.add(reply.at(1));
            } else if (!there.at(1).equals(reply.at(1))) {
                changed++;
                next.add(reply.at(there.version() + 1));
            }
        }
        if (!trial && tooMany.isEmpty()) {
            next.forEach(reply -> all.put(key(shelf, reply.shortcut()), reply));
        }
        int unchanged = replies.size() - next.size() - tooMany.size();
        return new SavedAll(created, changed, unchanged, tooMany);
    }

    @Override
    public boolean remove(Shelf shelf, String shortcut) {
        return all.remove(key(shelf, shortcut)) != null;
    }

    private static String key(Shelf shelf, String shortcut) {
        return shelf + "/" + shortcut;
    }
}

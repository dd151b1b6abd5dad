package dev.switchboard.application.service.canned;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps canned replies.
public final class CannedReplyService implements KeepCannedReplies {

    /// Each that fails is one in which another writer got through.
    private static final int ATTEMPTS = 10;

    private final CannedReplies replies;

    public CannedReplyService(CannedReplies replies) {
        this.replies = replies;
    }

    @Override
    public List<CannedReply> list(Shelf shelf) {
        return replies.of(shelf, most(shelf));
    }

    /// Two that are added at once may make one more than allowed.
    @Override
    public Saved save(CannedReply reply) {
        boolean isNew = reply.version() == 1;
        if (isNew && list(reply.shelf()).size() == most(reply.shelf())) {
            return Saved.TOO_MANY;
        }
        Outcome outcome =
                isNew ? replies.insert(reply) : replies.replace(reply, reply.version() - 1);
        return outcome == Outcome.DONE ? Saved.DONE : Saved.CHANGED;
    }

    @Override
    public SavedAll saveAll(Shelf shelf, List<CannedReply> given, boolean trial) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Changes changes = Changes.of(list(shelf), given, most(shelf));
            if (trial || changes.isNone() || changes.saveTo(replies, shelf)) {
                return changes.told();
            }
        }
        throw new StoreUnavailableException("Others change the canned replies again and again");
    }

    /// The changes of an import.
    ///
    /// @param tooMany the shortcuts of new ones for which there is no place
    private record Changes(
            List<CannedReply> created,
            List<CannedReply> changed,
            int unchanged,
            List<String> tooMany) {

        static Changes of(List<CannedReply> there, List<CannedReply> given, int most) {
            Map<String, CannedReply> before =
                    there.stream()
                            .collect(Collectors.toMap(CannedReply::shortcut, Function.identity()));
            List<CannedReply> created = new ArrayList<>();
            List<CannedReply> changed = new ArrayList<>();
            List<String> tooMany = new ArrayList<>();
            for (CannedReply reply : given) {
                CannedReply now = before.get(reply.shortcut());
                if (now != null && !now.at(1).equals(reply.at(1))) {
                    changed.add(reply.at(now.version() + 1));
                } else if (now == null && there.size() + created.size() < most) {
                    created.add(reply.at(1));
                } else if (now == null) {
                    tooMany.add(reply.shortcut());
                }
            }
            int unchanged = given.size() - created.size() - changed.size() - tooMany.size();
            return new Changes(created, changed, unchanged, tooMany);
        }

        boolean isNone() {
            return !tooMany.isEmpty() || (created.isEmpty() && changed.isEmpty());
        }

        boolean saveTo(CannedReplies replies, Shelf shelf) {
            List<CannedReply> all = Stream.concat(created.stream(), changed.stream()).toList();
            return replies.saveAll(shelf, all) == Outcome.DONE;
        }

        SavedAll told() {
            return new SavedAll(created.size(), changed.size(), unchanged, tooMany);
        }
    }

    @Override
    public boolean remove(Shelf shelf, String shortcut) {
        return replies.remove(shelf, shortcut) == Outcome.DONE;
    }

    private static int most(Shelf shelf) {
        return shelf.isShared() ? MOST : MOST_OWN;
    }
}

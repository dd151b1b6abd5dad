package dev.switchboard.application.service.canned;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.List;

/// Keeps canned replies.
public final class CannedReplyService implements KeepCannedReplies {

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
    public boolean remove(Shelf shelf, String shortcut) {
        return replies.remove(shelf, shortcut) == Outcome.DONE;
    }

    private static int most(Shelf shelf) {
        return shelf.isShared() ? MOST : MOST_OWN;
    }
}

package dev.switchboard.application.service.canned;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;

/// Keeps canned replies.
public final class CannedReplyService implements KeepCannedReplies {

    private final CannedReplies replies;

    public CannedReplyService(CannedReplies replies) {
        this.replies = replies;
    }

    @Override
    public List<CannedReply> list(TenantId tenant) {
        return replies.of(tenant, MOST);
    }

    /// Two that are added at once may make one more than allowed.
    @Override
    public Saved save(CannedReply reply) {
        boolean isNew = reply.version() == 1;
        if (isNew && replies.of(reply.tenant(), MOST).size() == MOST) {
            return Saved.TOO_MANY;
        }
        Outcome outcome =
                isNew ? replies.insert(reply) : replies.replace(reply, reply.version() - 1);
        return outcome == Outcome.DONE ? Saved.DONE : Saved.CHANGED;
    }

    @Override
    public boolean remove(TenantId tenant, String shortcut) {
        return replies.remove(tenant, shortcut) == Outcome.DONE;
    }
}

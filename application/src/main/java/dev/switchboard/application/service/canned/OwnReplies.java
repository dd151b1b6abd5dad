package dev.switchboard.application.service.canned;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.identity.Account;

/// The canned replies of agents' own, which go with their accounts.
public final class OwnReplies implements IdentityModule.Belongings {

    private final CannedReplies replies;
    private final FindTenants tenants;

    public OwnReplies(CannedReplies replies, FindTenants tenants) {
        this.replies = replies;
        this.tenants = tenants;
    }

    @Override
    public void remove(Account account) {
        Shelf own =
                new Shelf(
                        tenants.ofClient(account.client()),
                        new AgentId(account.username().value()));
        for (CannedReply reply : replies.of(own, KeepCannedReplies.MOST)) {
            var _ = replies.remove(own, reply.shortcut());
        }
    }
}

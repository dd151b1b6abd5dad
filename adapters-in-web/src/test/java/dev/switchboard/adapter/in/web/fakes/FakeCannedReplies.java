package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.TreeMap;

/// Canned replies of all tenants, of which two are many.
public final class FakeCannedReplies implements KeepCannedReplies {

    private final TreeMap<String, CannedReply> all = new TreeMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public List<CannedReply> list(TenantId tenant) {
        return all.values().stream().filter(reply -> reply.tenant().equals(tenant)).toList();
    }

    @Override
    public Saved save(CannedReply reply) {
        String key = reply.tenant() + "/" + reply.shortcut();
        CannedReply there = all.get(key);
        if ((there == null ? 0 : there.version()) != reply.version() - 1) {
            return Saved.CHANGED;
        }
        if (there == null && list(reply.tenant()).size() == 2) {
            return Saved.TOO_MANY;
        }
        all.put(key, reply);
        return Saved.DONE;
    }

    @Override
    public boolean remove(TenantId tenant, String shortcut) {
        return all.remove(tenant + "/" + shortcut) != null;
    }
}

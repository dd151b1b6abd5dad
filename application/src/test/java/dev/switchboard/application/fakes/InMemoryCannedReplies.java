package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.TreeMap;

/// Canned replies that live as long as their test.
public final class InMemoryCannedReplies implements CannedReplies {

    private final TreeMap<String, CannedReply> all = new TreeMap<>();

    @Override
    public synchronized List<CannedReply> of(TenantId tenant, int limit) {
        return all.values().stream()
                .filter(reply -> reply.tenant().equals(tenant))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Outcome insert(CannedReply reply) {
        return all.putIfAbsent(key(reply.tenant(), reply.shortcut()), reply) == null
                ? Outcome.DONE
                : Outcome.REFUSED;
    }

    @Override
    public synchronized Outcome replace(CannedReply reply, long version) {
        String key = key(reply.tenant(), reply.shortcut());
        CannedReply there = all.get(key);
        if (there == null || there.version() != version) {
            return Outcome.REFUSED;
        }
        all.put(key, reply);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome remove(TenantId tenant, String shortcut) {
        return all.remove(key(tenant, shortcut)) == null ? Outcome.REFUSED : Outcome.DONE;
    }

    private static String key(TenantId tenant, String shortcut) {
        return tenant + "/" + shortcut;
    }
}

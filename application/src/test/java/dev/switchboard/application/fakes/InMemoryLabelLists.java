package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList;
import java.util.HashMap;
import java.util.Map;

/// Lists of labels that live as long as their test.
public final class InMemoryLabelLists implements LabelLists {

    private final Outage outage;
    private final Map<String, LabelList> all = new HashMap<>();

    public InMemoryLabelLists() {
        this(new Outage());
    }

    public InMemoryLabelLists(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized LabelList of(TenantId tenant, LabelList.Kind kind) {
        outage.check();
        return all.getOrDefault(key(tenant, kind), LabelList.empty(tenant, kind));
    }

    @Override
    public synchronized boolean save(LabelList list) {
        boolean next = of(list.tenant(), list.kind()).version() == list.version() - 1;
        if (next) {
            all.put(key(list.tenant(), list.kind()), list);
        }
        return next;
    }

    private static String key(TenantId tenant, LabelList.Kind kind) {
        return kind + "/" + tenant;
    }
}

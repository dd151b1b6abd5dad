package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.label.KeepLabels;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList;
import java.util.HashMap;
import java.util.Map;

/// Lists of labels of all tenants.
public final class FakeLabels implements KeepLabels {

    private final Map<String, LabelList> all = new HashMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public LabelList list(TenantId tenant, LabelList.Kind kind) {
        return all.getOrDefault(tenant + "/" + kind, LabelList.empty(tenant, kind));
    }

    @Override
    public Saved save(LabelList list) {
        LabelList before = list(list.tenant(), list.kind());
        if (before.version() != list.version() - 1) {
            return new Saved.Changed();
        }
        if (!list.missing(before).isEmpty()) {
            return new Saved.Incomplete(list.missing(before));
        }
        all.put(list.tenant() + "/" + list.kind(), list);
        return new Saved.Done();
    }
}

package dev.switchboard.application.service.label;

import dev.switchboard.application.port.in.label.KeepLabels;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList;
import java.util.List;

/// Keeps lists of labels, and lets none of them lose an id.
public final class LabelService implements KeepLabels {

    private final LabelLists lists;

    public LabelService(LabelLists lists) {
        this.lists = lists;
    }

    @Override
    public LabelList list(TenantId tenant, LabelList.Kind kind) {
        return lists.of(tenant, kind);
    }

    /// The ids are compared with those of the version that the new list replaces: of two changes at
    /// once, one is refused by the store.
    @Override
    public Saved save(LabelList list) {
        LabelList before = lists.of(list.tenant(), list.kind());
        if (before.version() != list.version() - 1) {
            return new Saved.Changed();
        }
        List<LabelId> missing = list.missing(before);
        if (!missing.isEmpty()) {
            return new Saved.Incomplete(missing);
        }
        return lists.save(list) ? new Saved.Done() : new Saved.Changed();
    }
}

package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.notice.KeepNotices;
import dev.switchboard.domain.notice.AdminNotice;
import java.util.ArrayList;
import java.util.List;

/// Notices that stand until they are withdrawn; two fit.
public final class FakeNotices implements KeepNotices {

    private static final int FIT = 2;

    private final List<AdminNotice> all = new ArrayList<>();

    public void reset() {
        all.clear();
    }

    @Override
    public List<AdminNotice> standing() {
        return List.copyOf(all);
    }

    @Override
    public Publication publish(AdminNotice notice) {
        for (AdminNotice known : all) {
            if (known.id().equals(notice.id())) {
                return known.tellsSameAs(notice)
                        ? new Publication.Done(known)
                        : new Publication.KeyReused();
            }
        }
        if (all.size() == FIT) {
            return new Publication.TooMany();
        }
        all.add(notice);
        return new Publication.Done(notice);
    }

    @Override
    public boolean withdraw(String id) {
        return all.removeIf(notice -> notice.id().equals(id));
    }
}

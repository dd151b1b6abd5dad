package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.domain.notice.AdminNotice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Notices that live as long as their test.
public final class InMemoryNotices implements Notices {

    private final Outage outage;
    private final Map<String, AdminNotice> all = new TreeMap<>();

    public InMemoryNotices() {
        this(new Outage());
    }

    public InMemoryNotices(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized boolean insert(AdminNotice notice) {
        outage.check();
        return all.putIfAbsent(notice.id(), notice) == null;
    }

    @Override
    public synchronized void save(AdminNotice notice) {
        outage.check();
        all.put(notice.id(), notice);
    }

    @Override
    public synchronized Optional<AdminNotice> find(String id) {
        outage.check();
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<AdminNotice> open() {
        outage.check();
        return all.values().stream().filter(notice -> !notice.withdrawn()).toList();
    }

    @Override
    public synchronized void forgetThrough(Instant last) {
        outage.check();
        all.values().removeIf(notice -> !notice.until().isAfter(last));
    }
}

package dev.switchboard.application.service.notice;

import dev.switchboard.application.port.in.notice.KeepNotices;
import dev.switchboard.application.port.in.notice.NoticeListener;
import dev.switchboard.application.port.in.notice.WatchNotices;
import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.domain.notice.AdminNotice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The notices of all hubs, as this hub saw them in the store last. Consoles are told what differs
/// from the look before, so each hub finds what was said at another one.
public final class NoticeBoard implements KeepNotices, WatchNotices {

    /// The interval of [#look]: a notice of one hub is seen at the others so much later.
    public static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    private final Notices notices;
    private final Clock clock;

    /// Looks come one after the other: an earlier one must not show what a later one knows better.
    private final ReentrantLock looking = new ReentrantLock();

    private final Map<String, AdminNotice> shown = new LinkedHashMap<>();
    private final List<NoticeListener> listeners = new ArrayList<>();

    public NoticeBoard(Notices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public List<AdminNotice> standing() {
        return notices.open().stream()
                .filter(notice -> notice.standsAt(clock.instant()))
                .sorted(Comparator.comparing(AdminNotice::at).thenComparing(AdminNotice::id))
                .toList();
    }

    /// Two that are said at once may make one more than allowed.
    @Override
    public Publication publish(AdminNotice notice) {
        Optional<AdminNotice> known = notices.find(notice.id());
        if (known.isEmpty()) {
            if (standing().size() >= MOST) {
                return new Publication.TooMany();
            }
            if (!notices.insert(notice)) {
                known = notices.find(notice.id());
            }
        }
        AdminNotice said = known.orElse(notice);
        if (!said.tellsSameAs(notice)) {
            return new Publication.KeyReused();
        }
        look();
        return new Publication.Done(said);
    }

    @Override
    public boolean withdraw(String id) {
        Optional<AdminNotice> standing =
                notices.find(id).filter(notice -> notice.standsAt(clock.instant()));
        standing.map(AdminNotice::withdraw).ifPresent(notices::save);
        look();
        return standing.isPresent();
    }

    /// Tells the consoles of this hub what has changed in the store.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void look() {
        looking.lock();
        try {
            show(standing());
        } finally {
            looking.unlock();
        }
    }

    private synchronized void show(List<AdminNotice> standing) {
        Map<String, AdminNotice> next = new LinkedHashMap<>();
        standing.forEach(notice -> next.put(notice.id(), notice));
        List<String> over = shown.keySet().stream().filter(id -> !next.containsKey(id)).toList();
        List<AdminNotice> said =
                standing.stream().filter(notice -> !shown.containsKey(notice.id())).toList();
        shown.clear();
        shown.putAll(next);
        listeners.forEach(listener -> {
            over.forEach(listener::over);
            said.forEach(listener::said);
        });
    }

    @Override
    public synchronized Runnable watch(NoticeListener listener) {
        listeners.add(listener);
        shown.values().forEach(listener::said);
        return () -> leave(listener);
    }

    private synchronized void leave(NoticeListener listener) {
        listeners.remove(listener);
    }

    /// Removes the notices that are over.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void forget() {
        notices.forgetThrough(clock.instant());
    }
}

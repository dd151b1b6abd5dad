package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.notice.NoticeListener;
import dev.switchboard.application.port.in.notice.WatchNotices;
import dev.switchboard.domain.notice.AdminNotice;
import java.util.ArrayList;
import java.util.List;

/// Notices that a test says.
final class FakeNotices implements WatchNotices {

    private final List<AdminNotice> standing = new ArrayList<>();
    private final List<NoticeListener> listeners = new ArrayList<>();

    int listeners() {
        return listeners.size();
    }

    void say(AdminNotice notice) {
        standing.add(notice);
        listeners.forEach(listener -> listener.said(notice));
    }

    void end(String id) {
        standing.removeIf(notice -> notice.id().equals(id));
        listeners.forEach(listener -> listener.over(id));
    }

    @Override
    public Runnable watch(NoticeListener listener) {
        listeners.add(listener);
        standing.forEach(listener::said);
        return () -> listeners.remove(listener);
    }
}

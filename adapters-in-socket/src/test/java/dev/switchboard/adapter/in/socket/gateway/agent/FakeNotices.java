package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.notice.NoticeWatcher;
import dev.switchboard.application.port.in.notice.WatchNotices;
import dev.switchboard.domain.notice.AdminNotice;
import java.util.ArrayList;
import java.util.List;

/// Notices that a test says.
final class FakeNotices implements WatchNotices {

    private final List<AdminNotice> standing = new ArrayList<>();
    private final List<NoticeWatcher> watchers = new ArrayList<>();

    int watchers() {
        return watchers.size();
    }

    void say(AdminNotice notice) {
        standing.add(notice);
        watchers.forEach(watcher -> watcher.said(notice));
    }

    void end(String id) {
        standing.removeIf(notice -> notice.id().equals(id));
        watchers.forEach(watcher -> watcher.over(id));
    }

    @Override
    public Runnable watch(NoticeWatcher watcher) {
        watchers.add(watcher);
        standing.forEach(watcher::said);
        return () -> watchers.remove(watcher);
    }
}

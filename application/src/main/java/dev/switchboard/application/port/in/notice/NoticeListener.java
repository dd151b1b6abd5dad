package dev.switchboard.application.port.in.notice;

import dev.switchboard.domain.notice.AdminNotice;

/// Hears what admins say to all consoles. Must not block, and must not call [WatchNotices].
public interface NoticeListener {

    void said(AdminNotice notice);

    /// It was withdrawn, or its time is over.
    void over(String id);
}

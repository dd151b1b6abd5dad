package dev.switchboard.application.port.in.notice;

import dev.switchboard.domain.notice.AdminNotice;

/// Tells the consoles of this hub what admins say to all.
public interface WatchNotices {

    /// Tells a watcher each notice that stands, and then every change. Never blocks.
    ///
    /// @return ends it
    Runnable watch(Watcher watcher);

    /// Must not block, and must not call the port.
    interface Watcher {

        void said(AdminNotice notice);

        /// It was withdrawn, or its time is over.
        void over(String id);
    }
}

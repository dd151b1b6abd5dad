package dev.switchboard.application.port.in.notice;

/// Tells the consoles of this hub what admins say to all.
public interface WatchNotices {

    /// Tells a listener each notice that stands, and then every change. Never blocks.
    ///
    /// @return ends it
    Runnable watch(NoticeListener listener);
}

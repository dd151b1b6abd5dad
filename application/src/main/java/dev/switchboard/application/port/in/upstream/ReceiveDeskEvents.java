package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import java.time.Instant;

/// Receives the events of desks. Events of one session come one at a time and in order. Each is
/// repeated until it was taken, so it may come again after a crash, a reconnect or a take-over; its
/// id makes its effect happen once.
public interface ReceiveDeskEvents {

    /// Stores the effect before it returns. The session's next event comes after that.
    ///
    /// Throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store
    /// does not answer; then the event comes again.
    Taken hear(News news);

    /// @param fence the fence of the process that received it: once an event with a greater fence
    ///   was taken, one with a smaller fence is refused
    /// @param id unique within the session, 1-200 characters; the same for the same event
    /// @param at the desk's time
    record News(DeskRef chat, long fence, String id, Instant at, DeskEvent event) {}

    enum Taken {
        /// The effect is stored, now or before, or there is none.
        DONE,
        /// Another process receives this session's events now: this one must stop.
        OVERTAKEN,
        /// There is no such chat, or it is over for good: the desk's session is useless.
        NO_CHAT
    }
}

package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import java.time.Instant;

/// Takes what desks say. Events of one session come one at a time, in their order. Each comes until
/// it was taken, so the same may come again after a crash, a reconnect or a take-over: its effect
/// happens once, by its id.
public interface ReceiveDeskEvents {

    /// Stores the effect before it returns. Nothing is heard of the session meanwhile.
    ///
    /// Throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store
    /// does not answer; then the event comes again.
    Taken hear(News news);

    /// @param fence of the process that heard it: once one of a greater fence was taken, none of a
    ///   smaller one is
    /// @param id unique within the session, 1-200 characters; the same for the same event
    /// @param at the desk's time
    record News(DeskRef chat, long fence, String id, Instant at, DeskEvent event) {}

    enum Taken {
        /// It is stored, was so already, or has no effect.
        DONE,
        /// Another process hears this session now: this one must stop.
        OVERTAKEN,
        /// There is no such chat, or it is over for good: the desk's session is of no use.
        NO_CHAT
    }
}

package dev.switchboard.application.port.out.people;

import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;

/// Erases the content of messages. What others need of them stays: ids, `seq`, times, idempotency
/// keys, their targets and the number of calls.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer in time. A call that was done in part may be repeated.
public interface Eraser {

    /// Erases messages durably: their content becomes
    /// [dev.switchboard.domain.message.Content#ERASED]; their reply addresses, the names of users
    /// who wrote them and the targets' replies to their calls are removed. Their deliveries that
    /// are [open][dev.switchboard.domain.delivery.Delivery#isOpen] become
    /// [dev.switchboard.domain.delivery.Delivery.Discarded], with a trace step. Skips messages that
    /// are gone.
    ///
    /// @param messages at most 100
    void erase(List<Message> messages, Instant now);

    /// Completes an erasure: removes the remembered responses to requests whose messages were
    /// erased, and purges the bytes of everything overwritten or deleted from the store's own
    /// files. May take minutes.
    void scrub();
}

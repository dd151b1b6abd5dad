package dev.switchboard.application.port.out.people;

import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;

/// Takes the words out of messages. What they are for others stays: ids, `seq`, times, idempotency
/// keys, what they were owed to and how often that was called.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer in time. What was done of it may be done again.
public interface Eraser {

    /// Erases messages, durably: their content becomes
    /// [dev.switchboard.domain.message.Content.Json#ERASED], their reply addresses and the names of
    /// users who wrote them go, and so does what their targets said when they were called. Their
    /// deliveries that are [open][dev.switchboard.domain.delivery.Delivery#isOpen] become
    /// [dev.switchboard.domain.delivery.Delivery.Discarded], with a trace step. Passes over
    /// messages that are gone.
    ///
    /// @param messages at most 100
    void erase(List<Message> messages, Instant now);

    /// Finishes what was erased: takes away what first requests were answered to erased messages,
    /// and takes the bytes of all that was overwritten and deleted out of the store's own files.
    /// May take minutes.
    void scrub();
}

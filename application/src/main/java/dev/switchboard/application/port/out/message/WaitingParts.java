package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.List;

/// Parts of an answer that wait for the part before them. A part is durable when [#put] returns,
/// and gets its `seq` when it is released into the journal.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface WaitingParts {

    /// Stores a part unless the same one is there.
    void put(Part part);

    /// Takes a part away, once it is in the journal; harmless if it is not there.
    void remove(Part part);

    /// Everything that waits, oldest first: for the start of a hub.
    ///
    /// @param limit 1 to 1000
    List<Part> all(int limit);

    /// @param answer which answer it is a part of, 1-500 characters
    /// @param index its place in the answer, from 0
    /// @param fingerprint a hash of what it says; two of one index are two parts
    /// @param command all that is needed to release it, as its service wrote it
    record Part(
            ConversationId conversation,
            String answer,
            int index,
            String fingerprint,
            String command,
            Instant at) {

        @Override
        public String toString() {
            return "Part[" + index + "]";
        }
    }
}

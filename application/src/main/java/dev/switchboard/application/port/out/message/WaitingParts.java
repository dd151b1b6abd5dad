package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.List;

/// Stores parts of an answer that wait for the part before them. A part is durable when [#put]
/// returns, and gets its `seq` when it is released into the journal.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface WaitingParts {

    /// Stores a part unless the same one is stored.
    void put(Part part);

    /// Removes a part once it is in the journal. Does nothing if it is not stored.
    void remove(Part part);

    /// Returns all waiting parts, oldest first. None waits for long, so they are few.
    List<Part> all();

    /// Returns the waiting parts of a conversation, in no order.
    List<Part> of(ConversationId conversation);

    /// @param answer the answer that it is a part of, 1-500 characters
    /// @param index its place in the answer, from 0
    /// @param fingerprint a hash of its content; two fingerprints with one index are two parts
    /// @param reply everything that is needed to release it, as its service wrote it
    record Part(
            ConversationId conversation,
            String answer,
            int index,
            String fingerprint,
            String reply,
            Instant at) {

        @Override
        public String toString() {
            return "Part[" + index + "]";
        }
    }
}

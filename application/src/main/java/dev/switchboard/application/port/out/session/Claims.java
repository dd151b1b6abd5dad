package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ownership of conversations. A claim that was returned is durable.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Claims {

    Optional<Claim> find(ConversationId conversation);

    /// Replaces a claim. Of concurrent callers with the same `expected`, one wins.
    ///
    /// @param expected the stored claim as far as the caller knows, null for none; its `seenAt` is
    ///   not compared, and an expected claim that has been removed counts as none
    /// @return the stored claim afterwards: `next`, or that of another caller
    Claim replace(@Nullable Claim expected, Claim next);

    /// Records when an owner was last seen, unless a later time is stored. Does nothing without a
    /// claim.
    void seen(ConversationId conversation, Instant at);

    /// Returns claims in the order of their conversations, for a walk over all of them. A page
    /// shorter than its limit is the last.
    ///
    /// @param after the conversation to continue after; null to begin
    /// @param limit 1 to 1000
    List<Claim> page(@Nullable ConversationId after, int limit);

    /// Removes claims last seen before an instant, of conversations without stored messages. Claims
    /// of conversations with messages stay, however old: nothing else distinguishes the owner of
    /// those messages from a later claimant.
    ///
    /// @return the number removed
    int purge(Instant seenBefore);
}

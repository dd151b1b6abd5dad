package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who owns which conversation. Durable: a claim that was returned survives a crash.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Claims {

    Optional<Claim> find(ConversationId conversation);

    /// Puts a claim in the place of another. Of several callers at once with the same `expected`,
    /// one wins.
    ///
    /// @param expected what is there as far as the caller knows, null for none; its `seenAt` does
    ///   not count, and one that is gone by now counts as none
    /// @return what is there afterwards: `next`, or what somebody else put there
    Claim replace(@Nullable Claim expected, Claim next);

    /// Notes when an owner was last seen, unless it was seen later; nothing happens without a
    /// claim.
    void seen(ConversationId conversation, Instant at);

    /// Claims in the order of their conversations, for one who goes through all of them. A page
    /// shorter than its limit is the last.
    ///
    /// @param after the conversation to continue behind, null to begin
    /// @param limit 1 to 1000
    List<Claim> page(@Nullable ConversationId after, int limit);

    /// Forgets the claims last seen before an instant of conversations of which no message is
    /// stored. The others stay however old they are: they are all that tells a later claimant from
    /// the owner whom those messages were for.
    ///
    /// @return how many
    int purge(Instant seenBefore);
}

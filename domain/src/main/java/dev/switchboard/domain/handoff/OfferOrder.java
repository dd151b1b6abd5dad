package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// Chooses the agent who is offered a waiting handoff next: among available agents under their
/// limit who were not tried yet, the one with the fewest chats, then the one idle for longest.
public final class OfferOrder {

    private static final Comparator<Candidate> ORDER =
            Comparator.comparingInt(Candidate::chats)
                    .thenComparing(Candidate::idleSince)
                    .thenComparing(candidate -> candidate.agent().value());

    private OfferOrder() {}

    /// @param chats the chats that the agent has, is offered or wraps up
    /// @param idleSince when the agent last got or ended a chat, or signed in
    public record Candidate(
            AgentId agent, boolean available, int chats, int maxChats, Instant idleSince) {

        public boolean isFree() {
            return available && chats < maxChats;
        }
    }

    /// Empty once all agents were tried: the handoff then waits for any agent who takes it.
    public static Optional<AgentId> next(Collection<Candidate> candidates, Set<AgentId> tried) {
        return candidates.stream()
                .filter(Candidate::isFree)
                .filter(candidate -> !tried.contains(candidate.agent()))
                .min(ORDER)
                .map(Candidate::agent);
    }
}

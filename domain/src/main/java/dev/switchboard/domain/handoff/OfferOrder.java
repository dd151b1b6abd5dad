package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/// Whom a waiting handoff is offered to next: of the agents who are available and under their limit
/// and were not tried yet, the one with the fewest chats, then the one who is idle longest.
public final class OfferOrder {

    private static final Comparator<Candidate> ORDER =
            Comparator.comparingInt(Candidate::chats)
                    .thenComparing(Candidate::idleSince)
                    .thenComparing(candidate -> candidate.agent().value());

    private OfferOrder() {}

    /// @param chats what the agent has and is offered now
    /// @param idleSince when the agent last got or ended a chat, or came
    public record Candidate(
            AgentId agent, boolean available, int chats, int maxChats, Instant idleSince) {

        public boolean isFree() {
            return available && chats < maxChats;
        }
    }

    /// Empty once all were tried: then it waits for anyone who takes it.
    public static Optional<AgentId> next(Collection<Candidate> candidates, Set<AgentId> tried) {
        return candidates.stream()
                .filter(Candidate::isFree)
                .filter(candidate -> !tried.contains(candidate.agent()))
                .min(ORDER)
                .map(Candidate::agent);
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Claims that live as long as their test.
public final class InMemoryClaims implements Claims {
    private final StoreState state;
    private int sights;
    private boolean losesReply;

    InMemoryClaims(StoreState state) {
        this.state = state;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return state.alone(() -> Optional.ofNullable(state.claims.get(conversation)));
    }

    /// The next claim is stored, and its caller does not hear of it.
    public void loseTheNextReply() {
        losesReply = true;
    }

    @Override
    public Claim replace(@Nullable Claim expected, Claim next) {
        Claim there =
                state.alone(() -> {
                    Claim present = state.claims.get(next.conversation());
                    if (present != null && !isSame(present, expected)) {
                        return present;
                    }
                    state.claims.put(next.conversation(), next);
                    return next;
                });
        if (losesReply) {
            losesReply = false;
            throw new StoreUnavailableException("lost by the test");
        }
        return there;
    }

    private static boolean isSame(Claim present, @Nullable Claim expected) {
        return expected != null
                && present.owner().equals(expected.owner())
                && present.fromSeq() == expected.fromSeq();
    }

    @Override
    public void seen(ConversationId conversation, Instant at) {
        state.alone(() -> {
            sights++;
            return state.claims.computeIfPresent(
                    conversation,
                    (_, claim) -> claim.seenAt().isBefore(at) ? seen(claim, at) : claim);
        });
    }

    /// How often an owner was reported as seen.
    public int sights() {
        return sights;
    }

    private static Claim seen(Claim claim, Instant at) {
        return new Claim(claim.conversation(), claim.owner(), claim.fromSeq(), at);
    }

    static Claim from(Claim claim, long fromSeq) {
        return new Claim(claim.conversation(), claim.owner(), fromSeq, claim.seenAt());
    }

    @Override
    public List<Claim> page(@Nullable ConversationId after, int limit) {
        return state.alone(() ->
                state.claims.values().stream()
                        .sorted(Comparator.comparing(claim -> claim.conversation().value()))
                        .filter(claim ->
                                after == null
                                        || claim.conversation().value().compareTo(after.value())
                                                > 0)
                        .limit(limit)
                        .toList());
    }

    @Override
    public int purge(Instant seenBefore) {
        return state.alone(() -> {
            int before = state.claims.size();
            state.claims.values().removeIf(claim -> isForgotten(claim, seenBefore));
            return before - state.claims.size();
        });
    }

    private boolean isForgotten(Claim claim, Instant seenBefore) {
        return claim.seenAt().isBefore(seenBefore)
                && !state.conversations.containsKey(claim.conversation());
    }
}

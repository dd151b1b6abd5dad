package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Claims that live as long as their test.
public final class InMemoryClaims implements Claims {
    private final Map<ConversationId, Claim> claims = new HashMap<>();
    private final Outage outage;
    private int sights;

    public InMemoryClaims() {
        this(new Outage());
    }

    public InMemoryClaims(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Optional<Claim> find(ConversationId conversation) {
        outage.check();
        return Optional.ofNullable(claims.get(conversation));
    }

    @Override
    public synchronized Claim replace(@Nullable Claim expected, Claim next) {
        outage.check();
        Claim present = claims.get(next.conversation());
        if (present != null && !isSame(present, expected)) {
            return present;
        }
        claims.put(next.conversation(), next);
        return next;
    }

    private static boolean isSame(Claim present, @Nullable Claim expected) {
        return expected != null
                && present.owner().equals(expected.owner())
                && present.fromSeq() == expected.fromSeq();
    }

    @Override
    public synchronized void seen(ConversationId conversation, Instant at) {
        outage.check();
        sights++;
        claims.computeIfPresent(
                conversation, (_, claim) -> claim.seenAt().isBefore(at) ? seen(claim, at) : claim);
    }

    /// How often it was told that an owner was seen.
    public synchronized int sights() {
        return sights;
    }

    private static Claim seen(Claim claim, Instant at) {
        return new Claim(claim.conversation(), claim.owner(), claim.fromSeq(), at);
    }

    @Override
    public synchronized int purge(Instant seenBefore) {
        outage.check();
        int before = claims.size();
        claims.values().removeIf(claim -> claim.seenAt().isBefore(seenBefore));
        return before - claims.size();
    }
}

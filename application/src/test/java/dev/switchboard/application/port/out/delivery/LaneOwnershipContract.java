package dev.switchboard.application.port.out.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.LaneOwnership.Claim;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a [LaneOwnership] promises to a node that is alone.
public interface LaneOwnershipContract {
    ConversationId CLAIMED = ConversationId.ofSession(Seed.SESSION);

    /// The same one throughout a test, with nothing claimed when it began.
    LaneOwnership ownership();

    @Test
    default void grantsAConversationThatNobodyRuns() {
        assertThat(ownership().claim(CLAIMED)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    default void givesTheSameAnswerToTheNodeThatAsksAgain() {
        Claim first = ownership().claim(CLAIMED);

        assertThat(ownership().claim(CLAIMED)).isEqualTo(first);
    }

    @Test
    default void givesTheSameAnswerToManyWhoAskAtOnce() {
        List<Claim> claims = InParallel.results(16, _ -> ownership().claim(CLAIMED));

        assertThat(claims).containsOnly(claims.getFirst());
    }

    @Test
    default void neverLowersTheFence() {
        long before = fence(ownership().claim(CLAIMED));
        ownership().release(CLAIMED);

        assertThat(fence(ownership().claim(CLAIMED))).isGreaterThanOrEqualTo(before);
    }

    @Test
    default void takesBackWhatWasNotGrantedWithoutHarm() {
        ownership().release(CLAIMED);

        assertThat(ownership().claim(CLAIMED)).isInstanceOf(Claim.Granted.class);
    }

    private static long fence(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return ((Claim.Granted) claim).fence();
    }
}

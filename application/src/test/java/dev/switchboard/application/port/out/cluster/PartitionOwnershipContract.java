package dev.switchboard.application.port.out.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.presence.OrgId;
import org.junit.jupiter.api.Test;

/// The contract of [PartitionOwnership], for a hub that serves alone.
public interface PartitionOwnershipContract {

    /// The same one throughout a test.
    PartitionOwnership serving();

    @Test
    default void servesAndOwnsEveryConversation() {
        assertThat(serving().stands()).isTrue();
        assertThat(serving().owns(ConversationId.ofSession(Seed.SESSION))).isTrue();
        assertThat(serving().owns(ConversationId.ofSession("another"))).isTrue();
    }

    @Test
    default void ownsEverythingInATerm() {
        ConversationId conversation = ConversationId.ofSession(Seed.SESSION);
        PartitionOwnership ownership = serving();

        assertThat(ownership.term(conversation).epoch()).isPositive();
        assertThat(ownership.term(conversation)).isEqualTo(ownership.term(conversation));
        assertThat(ownership.term(new OrgId("12345")).epoch()).isPositive();
    }

    @Test
    default void givesTheSameAnswerToManyWhoAskAtOnce() {
        ConversationId conversation = ConversationId.ofSession(Seed.SESSION);
        PartitionOwnership ownership = serving();

        assertThat(InParallel.results(16, _ -> ownership.owns(conversation))).containsOnly(true);
    }
}

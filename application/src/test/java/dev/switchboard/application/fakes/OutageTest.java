package dev.switchboard.application.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.MessageId;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final Outage outage = new Outage();
    private final StorePorts store = new InMemoryStore(outage, new MutableClock()).ports();
    private final InMemoryChannelRegistry registry = new InMemoryChannelRegistry(outage);

    @Test
    void makesAStoreThrowAndLosesNothing() {
        outage.begin();
        assertThatThrownBy(() -> store.journal().append(EntryDraft.message().entry()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> registry.insert(Seed.channel()))
                .isInstanceOf(StoreUnavailableException.class);

        outage.end();

        assertThat(store.conversations().list(null, 10)).isEmpty();
        assertThat(registry.query(ChannelFilter.ALL, null, 10)).isEmpty();
    }

    @Test
    void failsASettleThroughItsStage() {
        Attempt attempt = Attempt.step(Seed.NOW, Outcome.DELIVERED, "");
        Delivery next = Delivery.owed(Seed.SLACK, Seed.NOW).delivered(Seed.NOW);
        MessageId message = new SequentialIds().messageId();
        outage.begin();

        var stage =
                store.journal()
                        .settle(
                                new Settlement(
                                        ConversationId.ofSession(Seed.SESSION),
                                        message,
                                        1,
                                        next,
                                        attempt,
                                        null,
                                        Pace.PROMPT));

        assertThat(stage.toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(StoreUnavailableException.class);
    }
}

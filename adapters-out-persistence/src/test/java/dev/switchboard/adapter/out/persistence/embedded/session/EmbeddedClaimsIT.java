package dev.switchboard.adapter.out.persistence.embedded.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Claims in the engine, for conversations in memory.
class EmbeddedClaimsIT extends EngineCase implements ClaimsContract {

    private final StorePorts messages = new InMemoryStore().ports();

    @Override
    public StorePorts store() {
        return new StorePorts(
                messages.journal(),
                messages.history(),
                messages.backlog(),
                messages.deliveryLog(),
                messages.conversations(),
                this::purge,
                messages.heldMessages(),
                messages.recentActivity());
    }

    private int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        List<Conversation> before = messages.conversations().list(null, 1000);
        int removed = messages.retention().purge(now, settledBefore, deadBefore);
        engine().write(batch -> {
            before.stream()
                    .map(Conversation::id)
                    .filter(id -> !isStored(id))
                    .forEach(id -> ConversationEnd.write(batch, id));
            return removed;
        });
        return removed;
    }

    private boolean isStored(ConversationId conversation) {
        return messages.conversations().find(conversation).isPresent();
    }

    @Override
    public Claims claims() {
        return new EmbeddedClaims(engine(), (_, conversation) -> isStored(conversation));
    }

    @Test
    void takesAClaimThatCannotBeReadForNone() {
        claims().replace(null, claim(Seed.NOW));
        damage(Table.CLAIM, CLAIMED.value());

        assertThat(claims().find(CLAIMED)).isEmpty();
        assertThat(claims().replace(null, claim(LATER))).isEqualTo(claim(LATER));
        assertThat(claims().find(CLAIMED)).contains(claim(LATER));
    }

    @Test
    void keepsNoTraceOfAClaimThatCouldNotBeRead() {
        claims().replace(null, claim(Seed.NOW));
        damage(Table.CLAIM, CLAIMED.value());
        claims().replace(null, claim(LATER));

        assertThat(claims().purge(LATER)).isZero();

        assertThat(claims().find(CLAIMED)).contains(claim(LATER));
        assertThat(oldest()).isEqualTo(Optional.of(LATER));
    }

    @Test
    void asksTheWriterForNothingWhenNothingGoes() {
        claims().replace(null, claim(Seed.NOW));
        stored(EntryDraft.reply());
        long before = commits();

        assertThat(claims().purge(LATER)).isZero();

        assertThat(commits()).isEqualTo(before);
    }

    private Optional<Instant> oldest() {
        SeenOrder order = new SeenOrder(Table.CLAIM);
        return engine()
                .read(view -> order.page(view, SeenOrder.begin(), LATER.plusSeconds(1), 1))
                .stream()
                .map(SeenOrder.Entry::seenAt)
                .findFirst();
    }

    private static Claim claim(Instant seenAt) {
        return new Claim(CLAIMED, ADA, 3, seenAt);
    }
}

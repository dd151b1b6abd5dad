package dev.switchboard.adapter.out.persistence.embedded.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import org.junit.jupiter.api.Test;

class EmbeddedHandoffsIT extends EngineCase implements HandoffsContract {

    @Override
    public Handoffs handoffs() {
        return new EmbeddedHandoffs(engine());
    }

    @Test
    void endsWithItsConversation() {
        stepFromTheFirstToTheLast();

        engine().write(batch -> {
            EmbeddedHandoffs.forget(batch, CHAT);
            return CHAT;
        });

        assertThat(handoffs().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).isEmpty();
    }
}

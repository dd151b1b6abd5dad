package dev.switchboard.adapter.out.persistence.embedded.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Matter;
import org.junit.jupiter.api.Test;

class EmbeddedHandoffsIT extends EngineCase implements HandoffsContract {

    @Override
    public Handoffs handoffs() {
        return new EmbeddedHandoffs(engine());
    }

    /// Before it was said how a customer is reached, all were live clients.
    @Test
    void readsWhatTheFirstVersionWrote() {
        byte[] old =
                new ByteWriter(256)
                        .octet(1)
                        .text("ho_00000000000000000000000a")
                        .text(CHAT.value())
                        .text("default")
                        .text("c-1")
                        .text("Cleo")
                        .text("{}")
                        .text("bot_asks")
                        .instant(NOW)
                        .number(1)
                        .octet(0)
                        .instant(NOW)
                        .flag(false)
                        .flag(false)
                        .flag(false)
                        .text("")
                        .octet(1)
                        .text("default")
                        .number(1)
                        .instant(NOW)
                        .number(0)
                        .toBytes();
        byte[] key = new ByteWriter(32).octet(1).keyText(CHAT.value()).toBytes();

        engine().write(batch -> {
            batch.put(Table.HANDOFF, key, old);
            return old;
        });

        Matter matter = handoffs().find(CHAT).orElseThrow().matter();
        assertThat(matter.system()).isEqualTo("bot");
        assertThat(matter.answersTo()).isEqualTo(Target.LIVE_CLIENTS);
        assertThat(matter.customer().name()).isEqualTo("Cleo");
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

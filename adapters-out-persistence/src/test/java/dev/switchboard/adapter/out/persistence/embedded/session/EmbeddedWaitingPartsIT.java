package dev.switchboard.adapter.out.persistence.embedded.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.application.port.out.message.WaitingPartsContract;
import org.junit.jupiter.api.Test;

class EmbeddedWaitingPartsIT extends EngineCase implements WaitingPartsContract {

    @Override
    public WaitingParts waitingParts() {
        return new EmbeddedWaitingParts(engine());
    }

    @Test
    void skipsAPartThatCannotBeRead() {
        Part sound = part("sound");
        waitingParts().put(part("damaged"));
        waitingParts().put(sound);

        damage(Table.WAITING_PART, "damaged");

        assertThat(waitingParts().all()).containsExactly(sound);
    }

    @Test
    void leavesNothingOfAPartThatCameTwice() {
        Part part = part("a");
        waitingParts().put(part);
        waitingParts().remove(part);
        waitingParts().put(part);

        waitingParts().remove(part);

        assertThat(keys(Table.WAITING_PART, "")).isEmpty();
    }

    private static Part part(String answer) {
        return new Part(CHAT, answer, 1, "f", "{}", Seed.NOW);
    }
}

package dev.switchboard.application.service.hint;

import dev.switchboard.application.service.peer.KeptForms;
import org.junit.jupiter.api.Test;

class HintFormsTest {

    @Test
    void areThoseOfTheirProtocol() {
        new KeptForms().with(Hint.class).assertKept("hints");
    }
}

package dev.switchboard.adapter.out.persistence.embedded.people;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.people.ErasuresContract;

class EmbeddedErasuresIT extends EngineCase implements ErasuresContract {

    @Override
    public Erasures erasures() {
        return new EmbeddedErasures(engine());
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.people.ErasuresContract;

class InMemoryErasuresTest implements ErasuresContract {

    private final InMemoryErasures erasures = new InMemoryErasures();

    @Override
    public Erasures erasures() {
        return erasures;
    }
}

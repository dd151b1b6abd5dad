package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.EraserContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryEraserTest implements EraserContract {

    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Eraser eraser() {
        return store.eraser();
    }
}

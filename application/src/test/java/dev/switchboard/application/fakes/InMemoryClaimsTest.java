package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClaimsContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryClaimsTest implements ClaimsContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Claims claims() {
        return store.claims();
    }
}

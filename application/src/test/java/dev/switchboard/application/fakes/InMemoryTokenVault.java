package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.TokenVault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A vault whose tokens live as long as their test.
public final class InMemoryTokenVault implements TokenVault {
    private final Map<String, Kept> tokens = new HashMap<>();
    private final Outage outage;

    public InMemoryTokenVault() {
        this(new Outage());
    }

    public InMemoryTokenVault(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Optional<Kept> find(String name) {
        outage.check();
        return Optional.ofNullable(tokens.get(name));
    }

    @Override
    public synchronized void keep(String name, Kept token) {
        outage.check();
        tokens.put(name, token);
    }
}

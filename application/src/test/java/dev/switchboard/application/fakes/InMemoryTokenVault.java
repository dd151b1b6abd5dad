package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A vault whose tokens live as long as their test, shared by the hubs of that test.
public final class InMemoryTokenVault implements TokenVault {
    private final Map<String, Kept> tokens = new HashMap<>();
    private final Map<String, Held> leases = new HashMap<>();
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
        leases.remove(name);
    }

    @Override
    public synchronized Lease lease(String name, String holder, Instant now, Duration length) {
        outage.check();
        Held held = leases.get(name);
        if (held != null && !held.by(holder) && now.isBefore(held.until())) {
            return new Lease.Elsewhere();
        }
        leases.put(name, new Held(holder, now.plus(length)));
        return new Lease.Granted();
    }

    @Override
    public synchronized void release(String name, String holder) {
        outage.check();
        leases.computeIfPresent(name, (_, held) -> held.by(holder) ? null : held);
    }

    private record Held(String holder, Instant until) {
        boolean by(String other) {
            return holder.equals(other);
        }
    }
}

package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.domain.secret.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Signing keys that live as long as their test.
public final class InMemorySigningKeys implements SigningKeys {

    private final Outage outage;
    private @Nullable Secret current;
    private @Nullable Secret previous;

    public InMemorySigningKeys() {
        this(new Outage());
    }

    public InMemorySigningKeys(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Kept currentOr(Supplier<Secret> fresh) {
        outage.check();
        Secret now = current == null ? fresh.get() : current;
        Secret before = previous;
        current = now;
        return new Kept(
                new KeyText(now, "of this test"),
                before == null ? null : new KeyText(before, "before it"),
                Seed.NOW);
    }

    /// The current key becomes the previous one.
    public synchronized void rotate() {
        previous = current;
        current = null;
    }

    /// Replaces both keys.
    public synchronized void put(Secret now, @Nullable Secret before) {
        current = now;
        previous = before;
    }
}

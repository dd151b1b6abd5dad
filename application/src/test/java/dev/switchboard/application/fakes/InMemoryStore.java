package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.store.StorePorts;
import java.time.InstantSource;

/// A store of messages that lives as long as its test.
public final class InMemoryStore {
    private final InMemoryClaims claims;
    private final InMemoryUserNames userNames;
    private final InMemoryEraser eraser;
    private final InMemoryJournal journal;
    private final StorePorts ports;

    /// A store at [Seed#NOW] that is never away.
    public InMemoryStore() {
        this(new Outage(), new MutableClock());
    }

    /// @param outage makes every port of this store throw while it lasts
    /// @param clock says which keys have expired when one is recalled
    public InMemoryStore(Outage outage, InstantSource clock) {
        StoreState state = new StoreState(outage);
        this.claims = new InMemoryClaims(state);
        this.userNames = new InMemoryUserNames(state);
        this.eraser = new InMemoryEraser(state);
        this.journal = new InMemoryJournal(state, outage, clock);
        this.ports =
                new StorePorts(
                        journal,
                        new InMemoryHistory(state),
                        new InMemoryBacklog(state),
                        new InMemoryDeliveryLog(state),
                        new InMemoryConversations(state),
                        new InMemoryRetention(state),
                        new InMemoryHeldMessages(state),
                        new InMemoryRecentActivity(state));
    }

    public StorePorts ports() {
        return ports;
    }

    public Replayer replayer() {
        return journal;
    }

    public InMemoryEraser eraser() {
        return eraser;
    }

    public InMemoryClaims claims() {
        return claims;
    }

    public InMemoryUserNames userNames() {
        return userNames;
    }
}

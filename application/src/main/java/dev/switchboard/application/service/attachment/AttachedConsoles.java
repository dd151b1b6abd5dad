package dev.switchboard.application.service.attachment;

import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.TellConsoles;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.Offered;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The consoles of this hub whose desk is at another one.
public final class AttachedConsoles implements TellConsoles {

    private final ConcurrentMap<ClientId, Attached> consoles = new ConcurrentHashMap<>();

    /// @param full whether it took not all that it was given
    /// @param arrived whether the desk has connected it
    record Attached(
            DistantConsole console, ConsoleLine line, AtomicBoolean full, AtomicBoolean arrived) {}

    /// Takes the place of an earlier connection of the same console, which ends.
    void add(DistantConsole console, ConsoleLine line) {
        Attached now = new Attached(console, line, new AtomicBoolean(), new AtomicBoolean());
        Attached earlier = consoles.put(console.console(), now);
        if (earlier != null) {
            earlier.line().replaced();
        }
    }

    Optional<Attached> find(ClientId console) {
        return Optional.ofNullable(consoles.get(console));
    }

    Optional<Attached> find(DistantConsole console) {
        return find(console.console()).filter(each -> each.console().equals(console));
    }

    /// @return false if it was removed before
    boolean remove(Attached attached) {
        return consoles.remove(attached.console().console(), attached);
    }

    List<Attached> all() {
        return List.copyOf(consoles.values());
    }

    @Override
    public Taken tell(Parcel parcel) {
        Attached console = find(parcel.console()).orElse(null);
        if (console == null) {
            return new Taken(0, false);
        }
        int taken = 0;
        for (Item item : parcel.items()) {
            switch (item) {
                case Item.Push(var message) -> {
                    // before the push: the line may drain right after it
                    console.full().set(true);
                    Offered offered = console.line().push(message);
                    if (offered != Offered.QUEUED) {
                        return new Taken(taken, offered == Offered.FULL);
                    }
                    console.full().set(false);
                }
                case Item.Tell(var event) -> console.line().tell(event);
                case Item.Replace _ -> end(console, ConsoleLine::replaced);
                case Item.Move _ -> end(console, ConsoleLine::moved);
            }
            taken++;
        }
        return new Taken(taken, true);
    }

    /// Ends a connection here.
    void end(Attached console, Consumer<ConsoleLine> why) {
        if (remove(console)) {
            why.accept(console.line());
        }
    }

    /// Returns the tenant to whose desk a console is attached; null if its desk is here.
    public @Nullable TenantId tenant(ClientId console) {
        return find(console).map(each -> each.console().agent().tenant()).orElse(null);
    }
}

package dev.switchboard.application.service.attachment;

import static java.util.stream.Collectors.groupingBy;

import dev.switchboard.application.port.in.handoff.AttachConsoles;
import dev.switchboard.application.port.in.handoff.AttachConsoles.Attachment;
import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.AttachConsoles.Roll;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.attachment.AttachedConsoles.Attached;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the consoles of a hub that shares its partitions: those whose desk is here by this hub's
/// own services, all others through the hub with their desk. A console whose desk does not know it
/// any more connects again, and goes on as after a restart.
final class ConsoleAttachments implements ServeConsoles {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAttachments.class);

    private final ServeConsoles here;
    private final AttachConsoles desks;
    private final AttachedConsoles attached;
    private final PartitionOwnership ownership;
    private final Supplier<Optional<HubId>> me;
    private final Later later;
    private final AtomicLong numbers = new AtomicLong();

    /// The tenants whose desks are being told.
    private final Set<TenantId> called = ConcurrentHashMap.newKeySet();

    /// @param here the consoles of the desks that this hub has
    /// @param desks all desks, at whichever hub they are
    ConsoleAttachments(
            ServeConsoles here,
            AttachConsoles desks,
            AttachedConsoles attached,
            PartitionOwnership ownership,
            Supplier<Optional<HubId>> me,
            Later later) {
        this.here = here;
        this.desks = desks;
        this.attached = attached;
        this.ownership = ownership;
        this.me = me;
        this.later = later;
    }

    @Override
    public Optional<ClientSession> recall(SessionKey key, Agent agent) {
        return here.recall(key, agent);
    }

    /// The hub with the desk says so on arrival.
    @Override
    public boolean hasRoom(Agent agent) {
        return !has(agent.tenant()) || here.hasRoom(agent);
    }

    private boolean has(TenantId tenant) {
        return ownership.held().contains(tenant);
    }

    @Override
    public Arrived arrive(Arrival arrival) {
        if (has(arrival.agent().tenant())) {
            return here.arrive(arrival);
        }
        HubId hub =
                me.get().orElseThrow(() -> new StoreUnavailableException("This hub has no name"));
        DistantConsole console =
                new DistantConsole(
                        hub, numbers.incrementAndGet(), arrival.console(), arrival.agent());
        attached.add(console, arrival.line());
        Arrived arrived = null;
        try {
            arrived =
                    desks.arrive(
                            new Attachment(
                                    console,
                                    arrival.supervisor(),
                                    arrival.user(),
                                    arrival.session(),
                                    arrival.continued(),
                                    arrival.cursors()));
            return arrived;
        } finally {
            attached.find(console)
                    .ifPresent(arrived == Arrived.DONE ? this::arrived : this::forget);
        }
    }

    private void arrived(Attached console) {
        console.arrived().set(true);
    }

    /// Its arrival may have succeeded without an answer.
    private void forget(Attached console) {
        attached.remove(console);
        later.now(() -> leave(console.console(), Leaving.PUT_OUT));
    }

    @Override
    public void drained(ClientId id) {
        attached.find(id)
                .ifPresentOrElse(
                        console -> {
                            if (console.full().compareAndSet(true, false)) {
                                later.now(() -> drained(console.console()));
                            }
                        },
                        () -> here.drained(id));
    }

    private void drained(DistantConsole console) {
        try {
            desks.drained(console);
        } catch (StoreUnavailableException e) {
            LOG.debug("A desk will try a console again by itself: {}", e.getMessage());
        }
    }

    @Override
    public void leave(ClientId id, ConsoleLine line, Leaving leaving) {
        Attached console = attached.find(id).filter(each -> each.line().equals(line)).orElse(null);
        if (console == null) {
            here.leave(id, line, leaving);
        } else if (attached.remove(console)) {
            later.now(() -> leave(console.console(), leaving));
        }
    }

    private void leave(DistantConsole console, Leaving leaving) {
        try {
            desks.leave(console, leaving);
        } catch (StoreUnavailableException e) {
            LOG.debug("A desk misses a console later: {}", e.getMessage());
        }
    }

    /// Tells desks which consoles are here, each by itself: a desk whose hub is silent delays no
    /// other, which would miss its consoles. To be called every few seconds.
    void look() {
        attached.all().stream()
                .filter(console -> console.arrived().get())
                .map(Attached::console)
                .collect(groupingBy(console -> console.agent().tenant()))
                .forEach((tenant, consoles) -> {
                    if (called.add(tenant)) {
                        later.now(() -> call(tenant, consoles));
                    }
                });
    }

    private void call(TenantId tenant, List<DistantConsole> consoles) {
        try {
            for (DistantConsole unknown : desks.call(new Roll(tenant, consoles))) {
                attached.find(unknown)
                        .ifPresent(console -> attached.end(console, ConsoleLine::moved));
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("The desk of some consoles is away: {}", e.getMessage());
        } finally {
            called.remove(tenant);
        }
    }
}

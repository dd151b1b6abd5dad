package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.console.Agents.Place;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Asks the owners of conversations for leases. The agent's place is reserved before, so that two
/// requests at once cannot take the same one. The desk is not given away meanwhile: the next hub
/// would not know of that place.
public final class LeaseRequests implements PartitionListener {

    /// The time after which a request without an answer was carried out or never will be.
    private static final Duration DECIDED = Duration.ofSeconds(15);

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final ContextReader context;
    private final Later later;
    private final ConcurrentMap<TenantId, AtomicInteger> underWay = new ConcurrentHashMap<>();

    /// The places of requests that are not decided.
    private final Set<Reserved> reserved = new HashSet<>();

    private record Reserved(Agent agent, ConversationId conversation) {}

    LeaseRequests(DeskHandoffs handoffs, Agents agents, ContextReader context, Later later) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.context = context;
        this.later = later;
    }

    /// @param request asks the owner, who is told whether the agent has a place
    public Accepted ask(
            Agent agent, ConversationId conversation, Function<Boolean, Granted> request) {
        AtomicInteger ofTenant = underWay.computeIfAbsent(agent.tenant(), _ -> new AtomicInteger());
        ofTenant.incrementAndGet();
        Place place = reserve(agent, conversation);
        Granted granted = null;
        try {
            granted = handoffs.ask(conversation, () -> request.apply(place != Place.NONE));
        } finally {
            ofTenant.decrementAndGet();
            if (place == Place.RESERVED) {
                if (granted == null && handoffs.isDistant(conversation)) {
                    later.in(DECIDED, () -> giveBack(agent, conversation));
                } else {
                    giveBack(agent, conversation);
                }
            }
        }
        return switch (granted) {
            case Granted.Done(var leased, var seq) -> new Accepted.Done(context.held(leased, seq));
            case DeskRefusal why -> why;
        };
    }

    private synchronized Place reserve(Agent agent, ConversationId conversation) {
        Place place = agents.reserve(agent, conversation);
        if (place == Place.RESERVED) {
            reserved.add(new Reserved(agent, conversation));
        }
        return place;
    }

    /// A desk that is kept after all has forgotten its agents, and their places with them.
    @Override
    public synchronized void taken(Partitions some, boolean clean) {
        for (Reserved each : reserved) {
            if (some.contains(each.agent().tenant())) {
                agents.reserve(each.agent(), each.conversation());
            }
        }
    }

    @Override
    public Progress giving(Partitions some) {
        boolean quiet =
                underWay.entrySet().stream()
                        .filter(tenant -> some.contains(tenant.getKey()))
                        .allMatch(tenant -> tenant.getValue().get() == 0);
        return quiet ? Progress.QUIET : Progress.UNDER_WAY;
    }

    /// Gives a place back unless it was used. That may need a read, so it runs apart from partition
    /// changes.
    private void giveBack(Agent agent, ConversationId conversation) {
        boolean used;
        try {
            used = handoffs.held(conversation, agent) != null;
        } catch (StoreUnavailableException _) {
            later.in(DECIDED, () -> giveBack(agent, conversation));
            return;
        }
        decided(agent, conversation, used);
    }

    private synchronized void decided(Agent agent, ConversationId conversation, boolean used) {
        reserved.remove(new Reserved(agent, conversation));
        if (!used) {
            agents.giveBack(agent, conversation);
        }
    }
}

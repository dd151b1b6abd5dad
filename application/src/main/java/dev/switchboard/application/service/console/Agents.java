package dev.switchboard.application.service.console;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.OfferOrder.Candidate;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The agents with their consoles, chats, wrap-up times and offers. Calls no other service.
public final class Agents {

    private final AgentAvailability availability;
    private final int maxChats;
    private final Clock steady;
    private final Map<Agent, AtWork> agents = new HashMap<>();

    /// The wrap-up times of all agents, also of those who signed out.
    private final Map<Agent, List<WrapUp>> wrapUps = new HashMap<>();

    private final Map<ClientId, Console> consoles = new HashMap<>();

    /// @param maxChats the greatest number of conversations per agent
    Agents(AgentAvailability availability, int maxChats, Clock steady) {
        this.availability = availability;
        this.maxChats = maxChats;
        this.steady = steady;
    }

    /// @param goneSince the time since which there is no console
    /// @param idleSince when the agent last got or ended a chat, or signed in
    private record AtWork(
            List<Console> consoles,
            Set<ConversationId> held,
            Set<ConversationId> offered,
            Instant goneSince,
            Instant idleSince) {

        AtWork with(List<Console> others, Instant gone, Instant idle) {
            return new AtWork(List.copyOf(others), held, offered, gone, idle);
        }
    }

    private AtWork of(Agent agent) {
        return agents.computeIfAbsent(
                agent,
                _ -> {
                    Instant now = steady.instant();
                    return new AtWork(List.of(), new HashSet<>(), new HashSet<>(), now, now);
                });
    }

    /// The result of a console's arrival.
    ///
    /// @param replaced the previous console of the same session, or null
    record Came(boolean admitted, @Nullable Console replaced, boolean first) {}

    synchronized Came come(Console console, int most) {
        AtWork work = of(console.agent());
        List<Console> all = new ArrayList<>(work.consoles());
        Console earlier =
                all.stream()
                        .filter(other ->
                                other.id().equals(console.id())
                                        || (console.session() != null
                                                && console.session().equals(other.session())))
                        .findFirst()
                        .orElse(null);
        if (earlier == null && all.size() >= most) {
            return new Came(false, null, false);
        }
        boolean first = all.isEmpty();
        if (earlier != null) {
            all.remove(earlier);
            consoles.remove(earlier.id(), earlier);
        }
        all.add(console);
        consoles.put(console.id(), console);
        Instant idle = first ? steady.instant() : work.idleSince();
        agents.put(console.agent(), work.with(all, work.goneSince(), idle));
        return new Came(true, earlier, first);
    }

    /// @return whether it was connected and was the agent's last console
    synchronized boolean leave(Console console) {
        AtWork work = of(console.agent());
        List<Console> rest = new ArrayList<>(work.consoles());
        if (!rest.remove(console)) {
            return false;
        }
        consoles.remove(console.id(), console);
        agents.put(console.agent(), work.with(rest, steady.instant(), work.idleSince()));
        return rest.isEmpty();
    }

    /// Forgets an agent who is signed out and has neither consoles nor chats nor offers.
    synchronized void forget(Agent agent) {
        AtWork work = agents.get(agent);
        if (work != null
                && work.consoles().isEmpty()
                && work.held().isEmpty()
                && work.offered().isEmpty()) {
            agents.remove(agent);
        }
    }

    public synchronized Optional<Console> find(ClientId id) {
        return Optional.ofNullable(consoles.get(id));
    }

    /// Returns the console that a command comes from. A desk that moved here does not know the
    /// consoles of before until they have come: a command of theirs is to be repeated then, and
    /// never refused.
    ///
    /// @throws StoreUnavailableException if there is no such console here now
    public Console console(ClientId id) {
        return find(id).orElseThrow(
                        () -> new StoreUnavailableException("This console is not at the desk now"));
    }

    /// Returns the agent of a console, if that is a supervisor's.
    ///
    /// @throws StoreUnavailableException as for [#console]
    public Optional<Agent> supervisor(ClientId id) {
        return Optional.of(console(id)).filter(Console::supervisor).map(Console::agent);
    }

    public boolean hasConsole(Agent agent) {
        return !consoles(agent).isEmpty();
    }

    synchronized List<Console> consoles(Agent agent) {
        AtWork work = agents.get(agent);
        return work == null ? List.of() : work.consoles();
    }

    /// Returns the time since which the agent has no console; null while there is one. Never before
    /// this hub learnt of the agent: while a hub starts, however long it takes, nobody can connect.
    synchronized @Nullable Instant goneSince(Agent agent) {
        AtWork work = agents.get(agent);
        if (work == null) {
            return steady.instant();
        }
        return work.consoles().isEmpty() ? work.goneSince() : null;
    }

    public synchronized Set<ConversationId> held(Agent agent) {
        return Set.copyOf(of(agent).held());
    }

    synchronized Set<ConversationId> offered(Agent agent) {
        return Set.copyOf(of(agent).offered());
    }

    /// The place of a chat among those that an agent may have.
    enum Place {
        /// It was free. Unless it is used, [#giveBack] returns it.
        RESERVED,
        /// It is this chat's already.
        HELD,
        /// The agent's chats and wrap-up times take as many as allowed.
        NONE
    }

    /// Reserves one of the agent's places, so that two concurrent accepts cannot take the same one.
    synchronized Place reserve(Agent agent, ConversationId conversation) {
        Set<ConversationId> held = of(agent).held();
        if (held.contains(conversation)) {
            return Place.HELD;
        }
        Set<ConversationId> others = taken(agent);
        others.remove(conversation);
        return others.size() < maxChats && held.add(conversation) ? Place.RESERVED : Place.NONE;
    }

    /// Returns the conversations that take a place of the agent.
    private Set<ConversationId> taken(Agent agent) {
        Set<ConversationId> taken = new HashSet<>(of(agent).held());
        wrapUps(agent).forEach(wrapUp -> taken.add(wrapUp.conversation()));
        return taken;
    }

    synchronized List<WrapUp> wrapUps(Agent agent) {
        return wrapUps.getOrDefault(agent, List.of());
    }

    synchronized void begin(Agent agent, WrapUp wrapUp) {
        List<WrapUp> all = new ArrayList<>(wrapUps(agent));
        all.add(wrapUp);
        wrapUps.put(agent, List.copyOf(all));
    }

    /// @return whether there was one
    synchronized boolean end(Agent agent, Predicate<WrapUp> which) {
        List<WrapUp> before = wrapUps(agent);
        List<WrapUp> rest = before.stream().filter(which.negate()).toList();
        if (rest.isEmpty()) {
            wrapUps.remove(agent);
        } else {
            wrapUps.put(agent, rest);
        }
        return rest.size() < before.size();
    }

    synchronized void giveBack(Agent agent, ConversationId conversation) {
        of(agent).held().remove(conversation);
    }

    /// Returns the connected agents of a tenant.
    synchronized List<Candidate> candidates(TenantId tenant) {
        List<Candidate> candidates = new ArrayList<>();
        agents.forEach((agent, work) -> {
            if (agent.tenant().equals(tenant) && !work.consoles().isEmpty()) {
                candidates.add(
                        new Candidate(
                                agent.id(),
                                takesChats(agent),
                                taken(agent).size() + work.offered().size(),
                                maxChats,
                                work.idleSince()));
            }
        });
        return candidates;
    }

    /// An agent who has a console or a conversation.
    ///
    /// @param chats the conversations that the agent has
    /// @param offers those that the agent is offered
    /// @param goneSince since when there is no console; null while there is one
    public record AtDesk(
            Agent agent,
            int consoles,
            int chats,
            int offers,
            List<WrapUp> wrapUps,
            @Nullable Instant goneSince) {}

    /// Whether an agent has a console or a conversation.
    public synchronized boolean isAtDesk(Agent agent) {
        AtWork work = agents.get(agent);
        return work != null && !(work.consoles().isEmpty() && work.held().isEmpty());
    }

    /// Returns the agents of a tenant who have a console or a conversation.
    public synchronized List<AtDesk> atDesk(TenantId tenant) {
        List<AtDesk> there = new ArrayList<>();
        agents.forEach((agent, work) -> {
            boolean gone = work.consoles().isEmpty();
            if (agent.tenant().equals(tenant) && isAtDesk(agent)) {
                there.add(
                        new AtDesk(
                                agent,
                                work.consoles().size(),
                                work.held().size(),
                                work.offered().size(),
                                wrapUps(agent),
                                gone ? work.goneSince() : null));
            }
        });
        return there;
    }

    public int maxChats() {
        return maxChats;
    }

    boolean takesChats(Agent agent) {
        return availability.find(agent).takesChats();
    }

    /// Returns the consoles of all agents.
    synchronized List<Console> consoles() {
        return List.copyOf(consoles.values());
    }

    /// Forgets the agents of tenants whose desk another hub may have.
    ///
    /// @return their consoles
    synchronized List<Console> lose(Partitions some) {
        List<Console> lost =
                consoles.values().stream()
                        .filter(console -> some.contains(console.agent().tenant()))
                        .toList();
        consoles.values().removeAll(lost);
        agents.keySet().removeIf(agent -> some.contains(agent.tenant()));
        wrapUps.keySet().removeIf(agent -> some.contains(agent.tenant()));
        return lost;
    }

    /// Follows a step of a handoff.
    synchronized void stepped(@Nullable Handoff before, Handoff now) {
        if (before instanceof Leased leased) {
            Agent agent = leased.holder();
            of(agent).held().remove(now.conversation());
            busy(agent);
        }
        if (before instanceof Offered offered) {
            of(offered.candidate()).offered().remove(now.conversation());
        }
        if (now instanceof Leased leased) {
            Agent agent = leased.holder();
            of(agent).held().add(now.conversation());
            busy(agent);
        }
        if (now instanceof Offered offered) {
            of(offered.candidate()).offered().add(now.conversation());
        }
    }

    private void busy(Agent agent) {
        AtWork work = of(agent);
        agents.put(agent, work.with(work.consoles(), work.goneSince(), steady.instant()));
    }
}

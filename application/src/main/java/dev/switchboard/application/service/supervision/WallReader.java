package dev.switchboard.application.service.supervision;

import static java.util.stream.Collectors.toSet;

import dev.switchboard.application.port.in.handoff.WatchWall.AgentLine;
import dev.switchboard.application.port.in.handoff.WatchWall.ChatLine;
import dev.switchboard.application.port.in.handoff.WatchWall.Lines;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueLine;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.console.Agents.AtDesk;
import dev.switchboard.application.service.console.DeskHandoffs;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what is on a tenant's wall.
final class WallReader {

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final AgentAvailability availability;
    private final UserWaits waits;
    private final Goals goals;
    private final List<QueueId> queues;
    private final Clock clock;
    private final ConcurrentMap<Agent, InState> states = new ConcurrentHashMap<>();

    /// @param queues those of every tenant
    WallReader(
            DeskHandoffs handoffs,
            Agents agents,
            AgentAvailability availability,
            UserWaits waits,
            Goals goals,
            List<QueueId> queues,
            Clock clock) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.availability = availability;
        this.waits = waits;
        this.goals = goals;
        this.queues = List.copyOf(queues);
        this.clock = clock;
    }

    private record InState(AgentReadiness readiness, Instant since) {}

    /// Remembers when an agent came into a state. Never blocks.
    void changed(Agent agent) {
        AgentReadiness now = availability.find(agent);
        if (now.equals(AgentReadiness.OFFLINE)) {
            states.remove(agent);
        } else {
            inState(agent, now);
        }
    }

    private Instant inState(Agent agent, AgentReadiness now) {
        return states.merge(
                        agent,
                        new InState(now, clock.instant()),
                        (before, next) ->
                                before.readiness().equals(next.readiness()) ? before : next)
                .since();
    }

    /// @param day of a queue, as far as it was counted
    /// @throws StoreUnavailableException if the store does not answer
    Lines read(TenantId tenant, Function<QueueId, @Nullable QueueDay> day) {
        List<Handoff> all =
                handoffs.all().stream()
                        .filter(handoff -> handoff.details().tenant().equals(tenant))
                        .toList();
        List<Leased> held = only(all, Leased.class).toList();
        waits.keepOnly(tenant, held.stream().map(Leased::conversation).collect(toSet()));
        return new Lines(
                queues(tenant, all, day),
                agents.atDesk(tenant).stream().map(this::line).toList(),
                held.stream().map(leased -> new ChatLine(leased, waits.since(leased))).toList());
    }

    private static <T extends Handoff> Stream<T> only(List<Handoff> all, Class<T> state) {
        return all.stream().filter(state::isInstance).map(state::cast);
    }

    /// Returns the queues of the setting, and those that are left from an earlier one.
    private List<QueueLine> queues(
            TenantId tenant, List<Handoff> all, Function<QueueId, @Nullable QueueDay> day) {
        Set<QueueId> names = new LinkedHashSet<>(queues);
        only(all, Queued.class).map(Queued::queue).forEach(names::add);
        return names.stream()
                .map(name -> line(goals.of(tenant, name), all, day.apply(name)))
                .toList();
    }

    private static QueueLine line(QueueGoals goals, List<Handoff> all, @Nullable QueueDay today) {
        QueueId name = goals.queue();
        List<Queued> waiting =
                only(all, Queued.class).filter(queued -> queued.queue().equals(name)).toList();
        return new QueueLine(
                name,
                waiting.size(),
                Math.toIntExact(waiting.stream().filter(Offered.class::isInstance).count()),
                waiting.stream()
                        .map(queued -> queued.place().since())
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                Math.toIntExact(
                        only(all, Leased.class)
                                .filter(leased -> leased.queue().equals(name))
                                .count()),
                goals,
                today);
    }

    private AgentLine line(AtDesk there) {
        Agent agent = there.agent();
        AgentReadiness now = availability.find(agent);
        Instant gone = there.goneSince();
        return new AgentLine(
                agent.id(),
                availability.name(agent),
                now.kind(),
                now.nameIn(availability.choices(agent)),
                gone == null ? inState(agent, now) : gone,
                there.consoles(),
                there.chats(),
                there.offers(),
                there.wrapUps().size(),
                there.wrapUps().stream()
                        .map(WrapUp::until)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                agents.maxChats());
    }
}

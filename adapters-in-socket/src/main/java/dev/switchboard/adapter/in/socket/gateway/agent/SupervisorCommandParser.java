package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommand.Supervised;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Priority;
import java.util.Map;
import java.util.function.Function;

/// Parses the commands that only supervisors may give.
final class SupervisorCommandParser {

    static final Map<String, Function<JsonMembers, Supervised>> COMMANDS =
            Map.ofEntries(
                    Map.entry(
                            "conversation.watch",
                            it ->
                                    new AgentCommand.Watch(
                                            it.conversation(), it.optionalCount("after"))),
                    Map.entry(
                            "conversation.unwatch",
                            it -> new AgentCommand.Unwatch(it.conversation())),
                    Map.entry("conversation.take", it -> new AgentCommand.Take(decision(it))),
                    Map.entry(
                            "conversation.assign",
                            it -> new AgentCommand.Assign(decision(it), it.destination("to"))),
                    Map.entry("agent.empty", SupervisorCommandParser::empty),
                    Map.entry("availability.list", it -> new AgentCommand.ListStates(agent(it))),
                    Map.entry(
                            "availability.assign",
                            it ->
                                    new AgentCommand.ChooseFor(
                                            agent(it),
                                            it.id("id"),
                                            it.count("availabilityProfileId"),
                                            it.count("availabilityStateId"))),
                    Map.entry("handoff.prioritise", SupervisorCommandParser::prioritise),
                    Map.entry("desk.watch", it -> new AgentCommand.WatchWall(it.zone())),
                    Map.entry("desk.unwatch", _ -> new AgentCommand.UnwatchWall()));

    private SupervisorCommandParser() {}

    private static Supervised empty(JsonMembers given) {
        if (!(given.destination("to") instanceof Destination.ToQueue(var queue))) {
            throw JsonMembers.invalid("to");
        }
        return new AgentCommand.EmptyAgent(
                agent(given), given.id("id"), queue, given.orEmpty("note", JsonMembers.MAX_NOTE));
    }

    private static AgentId agent(JsonMembers given) {
        return new AgentId(given.id("agentId"));
    }

    private static Supervised prioritise(JsonMembers given) {
        Priority priority =
                switch (given.id("priority")) {
                    case "usual" -> Priority.USUAL;
                    case "high" -> Priority.HIGH;
                    case "urgent" -> Priority.URGENT;
                    default -> throw JsonMembers.invalid("priority");
                };
        return new AgentCommand.Prioritise(
                given.handoff(), given.count("version"), given.id("id"), priority);
    }

    private static AgentCommand.Decision decision(JsonMembers given) {
        return new AgentCommand.Decision(
                given.conversation(),
                given.handoff(),
                given.count("version"),
                given.id("id"),
                given.orEmpty("note", JsonMembers.MAX_NOTE));
    }
}

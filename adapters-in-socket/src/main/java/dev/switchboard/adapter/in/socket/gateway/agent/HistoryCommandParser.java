package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommand.Past;
import java.util.Map;
import java.util.function.Function;

/// Parses the commands that read what was before.
final class HistoryCommandParser {

    private static final int MAX_MESSAGES = 200;
    private static final int MAX_HANDOFFS = 50;

    static final Map<String, Function<JsonMembers, Past>> COMMANDS =
            Map.ofEntries(
                    Map.entry(
                            "context.get",
                            it ->
                                    new AgentCommand.GetContext(
                                            it.conversation(),
                                            it.optionalCount("before"),
                                            it.limit(MAX_MESSAGES))),
                    Map.entry(
                            "history.list",
                            it ->
                                    new AgentCommand.ListFormers(
                                            it.conversation(),
                                            it.optionalCount("before"),
                                            it.limit(MAX_HANDOFFS))));

    private HistoryCommandParser() {}
}

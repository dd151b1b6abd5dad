package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommand.Past;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.application.port.in.handoff.SearchMessages.SearchQuery;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.search.PieceId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Parses the commands that read what was before.
final class HistoryCommandParser {

    private static final int MAX_MESSAGES = 200;
    private static final int MAX_PAGE = 50;

    /// The command that is there only if messages are indexed.
    static final String SEARCH = "history.search";

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
                                            it.limit(MAX_PAGE))),
                    Map.entry(SEARCH, HistoryCommandParser::search),
                    Map.entry(
                            "stats.mine",
                            it -> new AgentCommand.GetFigures(it.optionalDay("day"), it.zone())));

    private HistoryCommandParser() {}

    private static Past search(JsonMembers given) {
        return new AgentCommand.SearchHistory(
                new SearchQuery(
                        given.orEmpty("words", SearchMessages.LONGEST),
                        given.orEmpty("customer", SearchMessages.LONGEST),
                        handling(given),
                        given.optionalTime("from"),
                        given.optionalTime("to"),
                        given.has("before") ? place(given) : null,
                        given.limit(SearchMessages.MOST)));
    }

    private static Handling handling(JsonMembers given) {
        String agent = given.optional("agentId", JsonMembers.MAX_ID);
        String queue = given.optional("queueId", JsonMembers.MAX_ID);
        return new Handling(
                agent == null ? null : new AgentId(agent),
                queue == null ? null : new QueueId(queue),
                given.has("tags") ? Set.copyOf(given.labels("tags")) : Set.of(),
                given.optionalLabel("outcome"));
    }

    private static Place place(JsonMembers given) {
        JsonMembers before = new JsonMembers(given.given().path("before"));
        return new Place(
                before.time("began"), new PieceId(before.conversation(), before.count("piece")));
    }
}

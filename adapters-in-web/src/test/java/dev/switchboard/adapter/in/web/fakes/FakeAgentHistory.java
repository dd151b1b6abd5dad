package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The conversations of agents, set by a test.
public final class FakeAgentHistory implements ReadAsAgent {

    private final Map<Agent, Map<ConversationId, Slice>> shown = new HashMap<>();

    /// From now on the agent has the conversation, and sees these messages of it.
    public void give(String agent, ConversationId conversation, Message... messages) {
        shown.computeIfAbsent(new Agent(TenantId.DEFAULT, new AgentId(agent)), _ -> new HashMap<>())
                .put(
                        conversation,
                        new Slice(
                                Stream.of(messages)
                                        .map(said -> new Recorded(said, List.of()))
                                        .toList(),
                                true));
    }

    @Override
    public Set<ConversationId> readable(Agent agent) {
        return shown.getOrDefault(agent, Map.of()).keySet();
    }

    @Override
    public Optional<Slice> read(Agent agent, ConversationId conversation) {
        return Optional.ofNullable(shown.getOrDefault(agent, Map.of()).get(conversation));
    }
}

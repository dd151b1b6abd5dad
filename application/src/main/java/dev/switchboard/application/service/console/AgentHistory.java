package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.application.service.handoff.FormerHandoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows agents the earlier handoffs of the customers that they may see now.
final class AgentHistory implements ReadHistory {

    private final Agents agents;
    private final ConsoleViews views;
    private final ContextReader context;
    private final FormerHandoffs handoffs;

    AgentHistory(
            Agents agents, ConsoleViews views, ContextReader context, FormerHandoffs handoffs) {
        this.agents = agents;
        this.views = views;
        this.context = context;
        this.handoffs = handoffs;
    }

    @Override
    public Optional<Formers> formers(
            ClientId id, ConversationId conversation, @Nullable Long before, int limit) {
        if (!views.maySee(agents.console(id), conversation)) {
            return Optional.empty();
        }
        long end = context.lastSeq(conversation) + 1;
        long from = before == null ? end : Math.min(before, end);
        return Optional.of(handoffs.of(conversation, from, limit));
    }
}

package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;

/// Changes the tags of conversations for agents.
final class ConversationTags implements TagConversations {

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final ChangeHandoffs changes;

    /// @param changes at the owners of the conversations
    ConversationTags(DeskHandoffs handoffs, Agents agents, ChangeHandoffs changes) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.changes = changes;
    }

    @Override
    public Tagged tag(ClientId id, Tagging tagging) {
        ConversationId conversation = tagging.conversation();
        Console console = agents.console(id);
        return handoffs.ask(conversation, () -> changes.tag(tagging, console.at(conversation)));
    }
}

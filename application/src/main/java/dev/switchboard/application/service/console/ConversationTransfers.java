package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.session.ClientId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Transfers conversations for agents, or ends them and what follows.
final class ConversationTransfers implements TransferConversations {

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final EndedLeases ended;
    private final TransferTargets targets;
    private final WrapUps wrapUps;
    private final ChangeHandoffs changes;

    /// @param changes at the owners of the conversations
    ConversationTransfers(
            DeskHandoffs handoffs,
            Agents agents,
            EndedLeases ended,
            TransferTargets targets,
            WrapUps wrapUps,
            ChangeHandoffs changes) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.ended = ended;
        this.targets = targets;
        this.wrapUps = wrapUps;
        this.changes = changes;
    }

    @Override
    public Targets targets(ClientId id) {
        return targets.of(agents.console(id).agent());
    }

    @Override
    public Given transfer(ClientId id, LeaseCommand command, Destination to) {
        return given(
                id,
                command,
                by -> changes.transfer(command, by, targets.passage(by.agent().tenant(), to)));
    }

    @Override
    public Given end(
            ClientId id,
            LeaseCommand command,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> tags) {
        return given(id, command, by -> changes.end(command, by, outcome, tags));
    }

    @Override
    public List<WrapUp> endWrapUps(ClientId id, List<LeaseId> leases) {
        return wrapUps.end(agents.console(id).agent(), leases);
    }

    private Given given(ClientId id, LeaseCommand command, Function<AgentAtConsole, Given> change) {
        Console console = agents.console(id);
        ConversationId conversation = command.conversation();
        Given given = handoffs.ask(conversation, () -> change.apply(console.at(conversation)));
        return given == DeskRefusal.NOT_FOUND
                ? ended.refusal(conversation, command.lease(), console.agent())
                : given;
    }
}

package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommands.Outcome;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choice;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choices;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptied;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptying;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Ranking;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.handoff.WatchWall.Shown;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.session.ClientId;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Carries out the commands of supervisors and returns the results. Agents without that right are
/// refused by the ports.
public final class SupervisorCommands {

    private final WatchDesk desk;
    private final WatchWall wall;
    private final SuperviseHandoffs handoffs;
    private final SuperviseAgents agents;
    private final KeepAudit audit;

    public SupervisorCommands(
            WatchDesk desk,
            WatchWall wall,
            SuperviseHandoffs handoffs,
            SuperviseAgents agents,
            KeepAudit audit) {
        this.desk = desk;
        this.wall = wall;
        this.handoffs = handoffs;
        this.agents = agents;
        this.audit = audit;
    }

    /// @param json writes messages
    Outcome run(NamespaceSocket socket, AgentCommand.Supervised ask, DeskJson json) {
        ClientId console = new ClientId(socket.id());
        return switch (ask) {
            case AgentCommand.Watch(var conversation, var after) -> {
                audit(socket, "conversation.watch", conversation.value());
                yield watching(desk.watch(console, conversation, after));
            }
            case AgentCommand.Unwatch(var conversation) -> {
                desk.unwatch(console, conversation);
                yield done();
            }
            case AgentCommand.Take(var decision) -> {
                Directive directive = directive(decision, "take");
                String subject = decision.conversation().value();
                Supplier<Accepted> change = () -> handoffs.take(console, directive);
                yield accepted(
                        audited(socket, "conversation.take", subject, _ -> "", change), json);
            }
            case AgentCommand.Assign(var decision, var to) -> {
                String name = AgentCommands.name(to);
                Directive directive = directive(decision, "assign to " + name);
                String subject = decision.conversation().value();
                Supplier<Assigned> change = () -> handoffs.assign(console, directive, to);
                yield assigned(audited(socket, "conversation.assign", subject, _ -> name, change));
            }
            case AgentCommand.EmptyAgent empty -> {
                Supplier<Emptied> change = () -> handoffs.empty(console, emptying(empty));
                String subject = empty.agent().value();
                yield emptied(
                        audited(
                                socket,
                                "agent.empty",
                                subject,
                                done -> "queue " + empty.to() + counts(done),
                                change));
            }
            case AgentCommand.ListStates(var agent) -> listed(agents.choices(console, agent));
            case AgentCommand.ChooseFor(var agent, var id, var profile, var state) -> {
                Choice choice = new Choice(agent, id, profile, state);
                Supplier<Chosen> change = () -> agents.choose(console, choice);
                String words = "profile " + profile + ", state " + state;
                yield chosen(
                        audited(socket, "availability.assign", agent.value(), _ -> words, change));
            }
            case AgentCommand.Prioritise prioritise -> {
                String priority = DeskJson.lower(prioritise.priority());
                String subject = prioritise.handoff().value();
                Supplier<Prioritised> change =
                        () -> handoffs.prioritise(console, ranking(prioritise));
                yield prioritised(
                        audited(socket, "handoff.prioritise", subject, _ -> priority, change));
            }
            case AgentCommand.WatchWall(var zone) -> {
                AgentConsole whose = socket.attributes(AgentConsole.class);
                audit(socket, "desk.watch", whose.agent().tenant().value());
                yield shown(wall.watch(console, zone));
            }
            case AgentCommand.UnwatchWall _ -> {
                wall.unwatch(console);
                yield done();
            }
        };
    }

    /// Records an act of a supervisor, who looks without being seen, before anything is shown. Acts
    /// of agents are not recorded.
    void audit(NamespaceSocket socket, String action, String subject) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        if (console.grant().supervises()) {
            Act act = Act.often(console.agent().id().value(), action, subject);
            audit.record(act.from(socket.handshake().remoteAddress()));
        }
    }

    /// Records a change that a supervisor makes: durable before it is made, and then its outcome.
    ///
    /// @param detail of what was done
    /// @param change refused for agents who do not supervise
    private <T> T audited(
            NamespaceSocket socket,
            String action,
            String subject,
            Function<T, String> detail,
            Supplier<T> change) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        if (!console.grant().supervises()) {
            return change.get();
        }
        Act act = Act.of(console.agent().id().value(), action, subject, "");
        Intent intent = audit.begin(act.from(socket.handshake().remoteAddress()));
        AuditEntry.Outcome outcome = AuditEntry.Outcome.UNKNOWN;
        String words = "";
        try {
            T result = change.get();
            outcome = result instanceof DeskRefusal ? null : AuditEntry.Outcome.DONE;
            words = detail.apply(result);
            return result;
        } finally {
            audit.end(intent, outcome, words);
        }
    }

    private static Directive directive(AgentCommand.Decision decision, String what) {
        HandoffId handoff = decision.handoff();
        long version = decision.version();
        String note = decision.note();
        String fingerprint = Sha256.hex(what + " " + handoff + "@" + version + "\n" + note);
        return new Directive(
                decision.conversation(), handoff, version, decision.id(), fingerprint, note);
    }

    /// The answer to somebody who got a conversation, or did not.
    Outcome accepted(Accepted accepted, DeskJson json) {
        return switch (accepted) {
            case Accepted.Done(var held) -> new Outcome.Done(json.held.got(held));
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome assigned(Assigned assigned) {
        return switch (assigned) {
            case Assigned.Done(var handoff, var version, var seq) ->
                    new Outcome.Done(
                            DeskJson.object()
                                    .put("handoffId", handoff.value())
                                    .put("version", version)
                                    .put("seq", seq));
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Emptying emptying(AgentCommand.EmptyAgent ask) {
        String fingerprint =
                Sha256.hex("empty " + ask.agent() + " to " + ask.to() + "\n" + ask.note());
        return new Emptying(ask.agent(), ask.to(), ask.id(), fingerprint, ask.note());
    }

    private static String counts(Emptied emptied) {
        return emptied instanceof Emptied.Done(int moved, int left)
                ? ", " + moved + " moved, " + left + " left"
                : "";
    }

    private static Outcome emptied(Emptied emptied) {
        return switch (emptied) {
            case Emptied.Done(int moved, int left) ->
                    new Outcome.Done(DeskJson.object().put("moved", moved).put("left", left));
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome listed(Choices choices) {
        return switch (choices) {
            case Choices.Found(var now, var states) -> {
                ObjectNode ack = DeskJson.object();
                ack.set("availability", AvailabilityJson.of(now));
                ack.set("states", AvailabilityJson.states(states));
                yield new Outcome.Done(ack);
            }
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome chosen(Chosen chosen) {
        return switch (chosen) {
            case Chosen.Done(var now) -> {
                ObjectNode ack = DeskJson.object();
                ack.set("presence", AvailabilityJson.of(now));
                yield new Outcome.Done(ack);
            }
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Ranking ranking(AgentCommand.Prioritise ask) {
        String fingerprint =
                Sha256.hex("rank " + ask.handoff() + "@" + ask.version() + " " + ask.priority());
        return new Ranking(ask.handoff(), ask.version(), ask.id(), fingerprint, ask.priority());
    }

    private static Outcome prioritised(Prioritised prioritised) {
        return switch (prioritised) {
            case Prioritised.Done(var version) ->
                    new Outcome.Done(DeskJson.object().put("version", version));
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome watching(Watching watching) {
        return switch (watching) {
            case Watching.Begun(var seq, var customer) -> {
                ObjectNode ack = DeskJson.object().put("seq", seq);
                yield new Outcome.Done(
                        customer == null ? ack : ack.setAll(HeldJson.customer(customer)));
            }
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome shown(Shown shown) {
        return switch (shown) {
            case Shown.Begun(var version) ->
                    new Outcome.Done(DeskJson.object().put("version", version));
            case DeskRefusal refusal -> AgentCommands.refused(refusal);
        };
    }

    private static Outcome done() {
        return new Outcome.Done(DeskJson.object());
    }
}

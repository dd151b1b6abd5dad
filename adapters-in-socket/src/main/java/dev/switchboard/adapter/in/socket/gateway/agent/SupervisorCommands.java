package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommands.Outcome;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.handoff.WatchWall.Shown;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.session.ClientId;

/// Carries out the commands of supervisors and returns the results. Agents without that right are
/// refused by the ports.
public final class SupervisorCommands {

    private final WatchDesk desk;
    private final WatchWall wall;
    private final KeepAudit audit;

    public SupervisorCommands(WatchDesk desk, WatchWall wall, KeepAudit audit) {
        this.desk = desk;
        this.wall = wall;
        this.audit = audit;
    }

    Outcome run(ServerSocket socket, AgentCommand.Supervised ask) {
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
            case AgentCommand.WatchWall _ -> {
                AgentConsole whose = socket.attributes(AgentConsole.class);
                audit(socket, "desk.watch", whose.agent().tenant().value());
                yield shown(wall.watch(console));
            }
            case AgentCommand.UnwatchWall _ -> {
                wall.unwatch(console);
                yield done();
            }
        };
    }

    /// Records an act of a supervisor, who looks without being seen, before anything is shown. Acts
    /// of agents are not recorded.
    void audit(ServerSocket socket, String action, String subject) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        if (console.grant().supervises()) {
            Act act = Act.often(console.agent().id().value(), action, subject);
            audit.record(act.from(socket.handshake().remoteAddress()));
        }
    }

    private static Outcome watching(Watching watching) {
        return switch (watching) {
            case Watching.Begun(var seq) -> new Outcome.Done(DeskJson.object().put("seq", seq));
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

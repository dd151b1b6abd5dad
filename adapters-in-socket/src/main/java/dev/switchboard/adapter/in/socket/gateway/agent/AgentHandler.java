package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommands.Outcome;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentHandshake.Proof;
import dev.switchboard.adapter.in.socket.gateway.agent.ConsolePresence.Watched;
import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleScopes.Scope;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.OpenConnections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Admits consoles, runs their commands, and ends their sessions.
final class AgentHandler implements NamespaceHandler {

    private final AgentHandshake handshake;
    private final ServeConsoles consoles;
    private final AgentCommands commands;
    private final DeskJson json;
    private final AgentWatch watch;
    private final ConsoleScopes scopes;
    private final Map<AgentLine, Scope> open = new ConcurrentHashMap<>();

    AgentHandler(
            AgentHandshake handshake,
            ServeConsoles consoles,
            AgentCommands commands,
            DeskJson json,
            AgentWatch watch,
            ConsoleScopes scopes) {
        this.handshake = handshake;
        this.consoles = consoles;
        this.commands = commands;
        this.json = json;
        this.watch = watch;
        this.scopes = scopes;
    }

    @Override
    public ConnectDecision connect(ConnectRequest request) {
        return handshake.judge(request);
    }

    @Override
    public void connected(NamespaceSocket socket, boolean recovered) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        AgentLine line = new AgentLine(socket, console, json);
        console.reachedBy(line);
        Scope scope = scopes.begin(socket, console, line);
        open.put(line, scope);
        watch.consoles(open.size());
        ClientId id = new ClientId(socket.id());
        try {
            Arrival arrival = arrival(id, console, recovered, line);
            if (arrival.continued() == null) {
                commands.auditNamed(socket);
            }
            Arrived arrived = consoles.arrive(arrival);
            if (arrived == Arrived.TOO_MANY) {
                tell(line, CommandFailure.CONSOLE_LIMIT);
                socket.disconnect();
                return;
            }
        } catch (StoreUnavailableException _) {
            // a standard client reconnects after this, but not after a disconnect
            tell(line, CommandFailure.UNAVAILABLE);
            socket.close(CloseReason.SERVER);
            return;
        }
        scope.hearNotices();
        letThrough(line, id);
        scope.expiry().look();
        handshake.watch(line, console, () -> putOut(socket, line));
    }

    /// The consoles that are connected now.
    List<OpenConnections.Console> consoles() {
        return open.values().stream().map(Scope::shown).toList();
    }

    /// Ends the connection because its account was changed; the console's next token decides its
    /// new rights.
    private void putOut(NamespaceSocket socket, AgentLine line) {
        tell(line, CommandFailure.UNAUTHENTICATED);
        socket.disconnect();
    }

    private static Arrival arrival(
            ClientId id, AgentConsole console, boolean recovered, AgentLine line) {
        return new Arrival(
                id,
                console.agent(),
                console.grant().supervises(),
                console.grant().user(),
                console.key(),
                recovered ? console.continued() : null,
                console.cursors(),
                line);
    }

    private void tell(AgentLine line, CommandFailure why) {
        watch.refused(why);
        line.send(ServerEvent.of("problem", why.asProblem("connect", null)));
        line.open();
    }

    private void letThrough(AgentLine line, ClientId id) {
        if (line.open()) {
            consoles.drained(id);
        }
    }

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        AgentLine line = console.line();
        if (line == null) {
            return Handled.KNOWN;
        }
        Answer answer = new Answer(name, reply, line);
        try {
            AgentCommand ask = AgentCommandParser.read(name, args);
            if (ask == null) {
                answer.failed(CommandFailure.UNKNOWN_EVENT, null);
                return Handled.UNKNOWN;
            }
            if (ask instanceof AgentCommand.Refresh || handshake.stillKnows(line)) {
                run(socket, console, ask, answer);
            } else {
                answer.failed(CommandFailure.UNAUTHENTICATED, null);
                putOut(socket, line);
            }
        } catch (InvalidValueException e) {
            answer.failed(
                    e.reason() == Reason.TOO_LONG
                            ? CommandFailure.TOO_LARGE
                            : CommandFailure.INVALID,
                    e.field());
        } catch (StoreUnavailableException _) {
            answer.failed(CommandFailure.UNAVAILABLE, null);
        } catch (RuntimeException e) {
            answer.failed(CommandFailure.INTERNAL, null);
            throw e;
        }
        return Handled.KNOWN;
    }

    private void run(
            NamespaceSocket socket, AgentConsole console, AgentCommand ask, Answer answer) {
        switch (ask) {
            case AgentCommand.Refresh(var token) ->
                    refresh(socket, console, token.reveal(), answer);
            case AgentCommand.WatchPresence(var paths, var after) ->
                    withScope(
                            console,
                            scope -> {
                                Watched watched = scope.presence().watch(paths, after);
                                if (watched.refused() == null) {
                                    answer.done(watched.ack());
                                } else {
                                    answer.failed(watched.refused(), null);
                                }
                            });
            case AgentCommand.UnwatchPresence(var paths) ->
                    withScope(
                            console,
                            scope -> {
                                scope.presence().unwatch(paths);
                                answer.done(DeskJson.object());
                            });
            case AgentCommand.Plain plain -> {
                switch (commands.run(socket, plain, json)) {
                    case Outcome.Done(var ack) -> answer.done(ack);
                    case Outcome.Failed(var why, var field, var facts) ->
                            answer.failed(why, field, facts);
                }
            }
        }
    }

    /// A token of another agent, or an invalid one, ends the session. If the new token lacks the
    /// supervisor's right that the first one had, the connection ends, so that the next one starts
    /// without it. Commands that came before its end are those of the first token, and are audited
    /// as such.
    private void refresh(
            NamespaceSocket socket, AgentConsole console, String token, Answer answer) {
        if (!(handshake.prove(token) instanceof Proof.Good(var agent, var grant))
                || !agent.equals(console.agent())) {
            answer.failed(CommandFailure.UNAUTHENTICATED, null);
            socket.disconnect();
            return;
        }
        ObjectNode done = DeskJson.object().put("expiresAt", DeskJson.time(grant.expiresAt()));
        if (console.grant().supervises() && !grant.supervises()) {
            answer.done(done);
            socket.close(CloseReason.SERVER);
            return;
        }
        console.granted(grant);
        AgentLine line = console.line();
        if (line != null) {
            handshake.watch(line, console, () -> putOut(socket, line));
        }
        answer.done(done);
        withScope(
                console,
                scope -> {
                    scope.presence().review();
                    scope.expiry().look();
                });
    }

    @Override
    public void drained(NamespaceSocket socket) {
        AgentLine line = socket.attributes(AgentConsole.class).line();
        if (line != null && line.release()) {
            consoles.drained(new ClientId(socket.id()));
        }
    }

    @Override
    public void disconnected(NamespaceSocket socket, DisconnectReason reason) {
        AgentConsole console = socket.attributes(AgentConsole.class);
        AgentLine line = console.line();
        if (line == null) {
            return;
        }
        withScope(console, Scope::end);
        open.remove(line);
        handshake.forget(line);
        watch.consoles(open.size());
        consoles.leave(
                new ClientId(socket.id()),
                line,
                switch (reason) {
                    case DisconnectReason.ByClient _ -> Leaving.FOR_GOOD;
                    case DisconnectReason.ByServer _ -> Leaving.PUT_OUT;
                    case DisconnectReason.Lost _ -> Leaving.FOR_NOW;
                });
    }

    private void withScope(AgentConsole console, Consumer<Scope> action) {
        AgentLine line = console.line();
        Scope scope = line == null ? null : open.get(line);
        if (scope != null) {
            action.accept(scope);
        }
    }

    /// Prepares the shutdown of this hub.
    ///
    /// @param event the event for consoles
    void draining(ServerEvent event) {
        handshake.draining();
        open.keySet().forEach(line -> line.send(event));
    }

    /// Answers a command: with its ack; without one, a failure is answered with `problem` and a
    /// success with nothing.
    private final class Answer {

        private final String event;
        private final @Nullable Reply reply;
        private final AgentLine line;

        Answer(String event, @Nullable Reply reply, AgentLine line) {
            this.event = event;
            this.reply = reply;
            this.line = line;
        }

        void done(ObjectNode ack) {
            if (reply != null) {
                ObjectNode answer = DeskJson.object().put("ok", true);
                answer.setAll(ack);
                reply.send(answer);
            }
        }

        void failed(CommandFailure why, @Nullable String field) {
            failed(why, field, DeskJson.object());
        }

        void failed(CommandFailure why, @Nullable String field, ObjectNode facts) {
            watch.refused(why);
            if (reply == null) {
                line.send(ServerEvent.of("problem", why.asProblem(event, field).setAll(facts)));
            } else {
                reply.send(why.asAck(field).setAll(facts));
            }
        }
    }
}

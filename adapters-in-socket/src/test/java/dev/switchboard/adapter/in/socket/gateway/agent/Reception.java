package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.pega.PegaConsoleRenderer;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Boards;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.ManualTimer;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler.Handled;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The namespace before a desk that is played. Tokens are `name:ROLE,ROLE`, good for an hour;
/// `late`, `bad` and `new` are not. `name@org/7:ROLE` is user 7 of an organisation, and
/// `name~acme:ROLE` works for a tenant; for none that can be if that is `!`.
final class Reception implements AgentWatch, Board.Figures {

    static final int MOST_WATCHED = 4;

    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    final FakeDesk desk = new FakeDesk();
    final RecordedActs audit = new RecordedActs();
    final MutableClock clock = new MutableClock();
    final ManualTimer timer = new ManualTimer();
    final FakePresence presence = new FakePresence();
    final FakeNotices notices = new FakeNotices();
    final List<String> counted = new ArrayList<>();

    /// Rounds of changes that wait to be run.
    final Deque<Runnable> later = new ArrayDeque<>();

    final FakeStanding accounts = new FakeStanding();
    final OpenProofs proofs = new OpenProofs(identity(), accounts);
    private final SupervisorCommands supervision =
            new SupervisorCommands(desk, desk, desk, desk, audit);
    final AgentNamespace namespace =
            new AgentNamespace(
                    desk,
                    new AgentCommands(
                            desk,
                            desk,
                            desk,
                            desk,
                            desk,
                            desk,
                            new HistoryCommands(desk, desk, desk, desk, supervision),
                            supervision),
                    proofs,
                    new DeskJson(
                            List.of(new NetomiConsoleRenderer(), new PegaConsoleRenderer()),
                            new FakeMediaLinks(),
                            true,
                            desk.renewal()),
                    this,
                    new ConsoleScopes(
                            new WatchAccess(
                                    presence,
                                    new Boards(
                                            presence,
                                            new Board.Tools(
                                                    (_, task) -> later.add(task),
                                                    Runnable::run,
                                                    () ->
                                                            clock.instant().toEpochMilli()
                                                                    * 1_000_000,
                                                    this)),
                                    MOST_WATCHED),
                            notices,
                            clock,
                            timer),
                    clock);
    final NamespaceHandler handler = namespace.namespace().handler();

    private ProveIdentity identity() {
        return token -> {
            String[] parts = token.split(":", -1);
            if (token.equals("late")) {
                return new Result.Expired();
            }
            if (parts.length < 2) {
                return new Result.Rejected();
            }
            Set<Role> roles =
                    parts[1].isEmpty()
                            ? Set.of()
                            : List.of(parts[1].split(",", -1)).stream()
                                    .map(Role::valueOf)
                                    .collect(Collectors.toSet());
            Duration life = parts.length > 2 ? Duration.parse(parts[2]) : TOKEN_LIFE;
            String[] who = parts[0].split("@|/", -1);
            OrgIdentity identity =
                    who.length < 3 ? null : new OrgIdentity(who[1], Long.parseLong(who[2]));
            String[] works = who[0].split("~", -1);
            TenantId tenant =
                    works.length == 1
                            ? TenantId.DEFAULT
                            : works[1].equals("!") ? null : new TenantId(works[1]);
            return new Result.Proven(
                    works[0], roles, identity, tenant, clock.instant().plus(life), token);
        };
    }

    @Override
    public void changed() {}

    @Override
    public void toldWithin(long nanos) {}

    /// Passes the changes of presence on.
    void flush() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    @Override
    public void consoles(int count) {
        counted.add("" + count);
    }

    @Override
    public void refused(CommandFailure why) {
        counted.add(why.name());
    }

    ConnectDecision connect(String auth, @Nullable Restored restored) {
        Handshake handshake = new Handshake("192.0.2.1", false, Map.of());
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(auth);
        return handler.connect(new ConnectRequest(handshake, json, restored));
    }

    /// A console for this token; an agent may have several.
    FakeConsole console(String token) {
        ConnectDecision verdict = connect("{\"token\":\"" + token + "\"}", null);
        FakeConsole console =
                new FakeConsole("s-1", ((ConnectDecision.Accept) verdict).attributes());
        handler.connected(console, false);
        return console;
    }

    /// A console of agent `ada`; earlier calls of the desk are cleared.
    FakeConsole console() {
        FakeConsole console = console("ada:AGENT");
        desk.asked.clear();
        console.names();
        return console;
    }

    /// @return the command's acknowledgement, null if there was none
    @Nullable JsonNode call(FakeConsole console, String event, String json) {
        List<JsonNode> acked = new ArrayList<>();
        handler.event(
                console,
                event,
                List.of(JsonMapper.shared().readTree(json)),
                args -> acked.add(args[0]));
        return acked.isEmpty() ? null : acked.getFirst();
    }

    /// Without asking for an ack.
    Handled send(FakeConsole console, String event, String json) {
        return handler.event(console, event, List.of(JsonMapper.shared().readTree(json)), null);
    }

    void advance(Duration time) {
        clock.advance(time);
        timer.advance(time);
    }
}

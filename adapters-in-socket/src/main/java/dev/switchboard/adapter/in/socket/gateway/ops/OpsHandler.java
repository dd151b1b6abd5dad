package dev.switchboard.adapter.in.socket.gateway.ops;

import dev.switchboard.adapter.in.socket.gateway.agent.CommandFailure;
import dev.switchboard.adapter.in.socket.gateway.agent.JsonMembers;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.adapter.in.socket.socketio.SocketRuntime;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.delivery.WatchAttempts;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Filter;
import dev.switchboard.application.port.in.health.FollowHealth;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.in.health.WatchPace.Point;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.identity.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Admits admins, and shows them the attempts, the health and the pace of this hub. A connection
/// ends with its token, and nothing is kept for the next one.
public final class OpsHandler implements NamespaceHandler {

    /// Far more than there are people who look, and few enough to write to.
    private static final int MOST_CONNECTIONS = 50;

    private static final int MAX_CONVERSATION = 300;
    private static final String HEALTH = "health";
    private static final String FIGURES = "figures";

    private final WatchAttempts attempts;
    private final FollowHealth health;
    private final WatchPace pace;
    private final WatchHealth.Build build;
    private final WatchCluster cluster;
    private final OpenProofs proofs;
    private final SocketRuntime runtime;
    private final Clock clock;
    private final Set<OpsConnection> open = ConcurrentHashMap.newKeySet();

    public OpsHandler(
            WatchAttempts attempts,
            FollowHealth health,
            WatchPace pace,
            WatchHealth.Build build,
            WatchCluster cluster,
            OpenProofs proofs,
            SocketRuntime runtime,
            Clock clock) {
        this.attempts = attempts;
        this.health = health;
        this.pace = pace;
        this.build = build;
        this.cluster = cluster;
        this.proofs = proofs;
        this.runtime = runtime;
        this.clock = clock;
    }

    @Override
    public ConnectDecision connect(ConnectRequest request) {
        String token = request.auth().path("token").asString("");
        try {
            return switch (token.isEmpty() ? new Result.Rejected() : proofs.prove(token)) {
                case Result.Proven proven -> admit(proven);
                case Result.Expired _ -> refuse(CommandFailure.SESSION_EXPIRED);
                case Result.Rejected _ -> refuse(CommandFailure.UNAUTHENTICATED);
            };
        } catch (StoreUnavailableException _) {
            return refuse(CommandFailure.UNAVAILABLE);
        }
    }

    /// Verification tolerates different clocks, but a connection does not outlast its token.
    private ConnectDecision admit(Result.Proven proven) {
        if (!clock.instant().isBefore(proven.expiresAt())) {
            return refuse(CommandFailure.SESSION_EXPIRED);
        }
        if (!proven.roles().contains(Role.ADMIN)) {
            return refuse(CommandFailure.FORBIDDEN);
        }
        return open.size() < MOST_CONNECTIONS
                ? ConnectDecision.acceptAsNew(new OpsConnection(proven, attempts))
                : refuse(CommandFailure.LIMIT);
    }

    private static ConnectDecision refuse(CommandFailure why) {
        return ConnectDecision.refuse("unauthorized", why.asData());
    }

    @Override
    public void connected(NamespaceSocket socket, boolean recovered) {
        OpsConnection connection = socket.attributes(OpsConnection.class);
        open.add(connection);
        Duration left = Duration.between(clock.instant(), connection.proof().expiresAt());
        connection.expires(
                runtime.timer()
                        .schedule(
                                () -> putOut(socket, CommandFailure.SESSION_EXPIRED),
                                left.toMillis() + 1,
                                TimeUnit.MILLISECONDS));
        proofs.hold(
                connection,
                connection.proof(),
                () -> putOut(socket, CommandFailure.UNAUTHENTICATED));
    }

    private static void putOut(NamespaceSocket socket, CommandFailure why) {
        socket.attributes(OpsConnection.class).deafen();
        socket.emit(ServerEvent.of("problem", why.asProblem("connect", null)));
        socket.disconnect();
    }

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        OpsConnection connection = socket.attributes(OpsConnection.class);
        try {
            if (!proofs.holds(connection)) {
                answer(reply, CommandFailure.UNAUTHENTICATED.asAck(null));
                putOut(socket, CommandFailure.UNAUTHENTICATED);
                return Handled.KNOWN;
            }
            switch (name) {
                case "tail.watch" -> answer(reply, watch(socket, connection, args));
                case "tail.unwatch" -> {
                    connection.unwatch();
                    answer(reply, object().put("ok", true));
                }
                case "health.watch" -> answer(reply, watchHealth(socket, connection));
                case "health.unwatch" -> {
                    connection.unwatch(HEALTH);
                    answer(reply, object().put("ok", true));
                }
                case "figures.watch" -> answer(reply, watchPace(socket, connection));
                case "figures.unwatch" -> {
                    connection.unwatch(FIGURES);
                    answer(reply, object().put("ok", true));
                }
                default -> {
                    answer(reply, CommandFailure.UNKNOWN_EVENT.asAck(null));
                    return Handled.UNKNOWN;
                }
            }
        } catch (InvalidValueException e) {
            answer(reply, CommandFailure.INVALID.asAck(e.field()));
        } catch (StoreUnavailableException _) {
            answer(reply, CommandFailure.UNAVAILABLE.asAck(null));
        }
        return Handled.KNOWN;
    }

    private ObjectNode watch(
            NamespaceSocket socket, OpsConnection connection, List<JsonNode> args) {
        Filter filter = filter(args.isEmpty() ? object() : args.getFirst());
        String id =
                connection.watch(
                        filter,
                        number -> new Tail(number, socket, runtime.timer(), runtime.nanoTime()));
        return named(object().put("ok", true).put("id", id));
    }

    private ObjectNode watchHealth(NamespaceSocket socket, OpsConnection connection) {
        connection.watch(
                HEALTH,
                () -> {
                    HealthLine line = new HealthLine(socket, build, runtime.timer());
                    Runnable end = health.watch(line::changed);
                    return () -> {
                        end.run();
                        line.end();
                    };
                });
        return named(object().put("ok", true));
    }

    /// A point for which the connection has no room is left out: the next one is not far.
    private ObjectNode watchPace(NamespaceSocket socket, OpsConnection connection) {
        connection.watch(FIGURES, () -> pace.watch(point -> socket.emit(event(point))));
        return named(object().put("ok", true));
    }

    private static ServerEvent event(Point point) {
        return ServerEvent.of(
                FIGURES,
                object().put("at", point.at().toString())
                        .put("accepted", point.accepted())
                        .put("delivered", point.delivered())
                        .put("parked", point.parked())
                        .put("pending", point.pending())
                        .put("p95Ms", point.p95Ms()));
    }

    /// Adds the name of this hub, where there are several.
    private ObjectNode named(ObjectNode ack) {
        String hub = cluster.cluster().name();
        return hub == null ? ack : ack.put("hub", hub);
    }

    private static Filter filter(JsonNode given) {
        if (!given.isObject()) {
            throw JsonMembers.invalid("filter");
        }
        JsonMembers members = new JsonMembers(given);
        return new Filter(
                each(members, "targets", Target::parse),
                each(members, "kinds", kind -> Target.Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
                each(members, "outcomes", code -> Outcome.valueOf(code.toUpperCase(Locale.ROOT))),
                members.has("conversation")
                        ? named(members.text("conversation", MAX_CONVERSATION))
                        : null);
    }

    private static ConversationId named(String conversation) {
        try {
            return ConversationId.named(conversation);
        } catch (InvalidValueException _) {
            throw JsonMembers.invalid("conversation");
        }
    }

    private static <T> Set<T> each(JsonMembers members, String field, Function<String, T> reading) {
        try {
            return members.has(field)
                    ? members.texts(field).stream().map(reading).collect(Collectors.toSet())
                    : Set.of();
        } catch (InvalidValueException | IllegalArgumentException _) {
            throw JsonMembers.invalid(field);
        }
    }

    private static void answer(@Nullable Reply reply, ObjectNode ack) {
        if (reply != null) {
            reply.send(ack);
        }
    }

    @Override
    public void disconnected(NamespaceSocket socket, DisconnectReason reason) {
        OpsConnection connection = socket.attributes(OpsConnection.class);
        open.remove(connection);
        proofs.release(connection);
        connection.end();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

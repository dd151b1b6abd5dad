package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Boards;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;

/// A hub with clients on connections that the test controls. The clock stands still until the test
/// advances it, and nothing runs in another thread.
final class Phones {

    static final String WELCOME = "{\"type\":\"tick\",\"message\":\"welcome\"}";
    static final String HEARTBEAT = "{\"type\":\"tick\",\"message\":\"heartbeat\"}";
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(|AGENT|SUPERVISOR|ADMIN|SERVICE)@(?:([0-9]{1,9}):([1-9][0-9]{0,9}))?"
                            + "\\+([0-9]{1,15})");
    static final Duration LONG = Duration.ofHours(1);

    final FakePresence presence = new FakePresence();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    final FakeStanding accounts = new FakeStanding();
    final OpenProofs proofs = new OpenProofs(this::prove, accounts);
    final Connections connections;
    final Deque<Runnable> later = new ArrayDeque<>();
    private boolean storeAway;
    private long nanos = 1_000_000_000;

    Phones() {
        this(Map.of());
    }

    /// @param settings of `switchboard.cti`
    Phones(Map<String, String> settings) {
        CtiMetrics metrics = new CtiMetrics(meters);
        connections =
                new Connections(
                        settings(settings),
                        new Identification(proofs, clock),
                        new WatchAccess(
                                presence,
                                new Boards(
                                        presence,
                                        new Board.Tools(
                                                (_, task) -> later.add(task),
                                                Runnable::run,
                                                () -> nanos,
                                                metrics)),
                                settings(settings).maxSubscriptions()),
                        metrics,
                        () -> nanos);
    }

    static CtiProperties settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("switchboard.cti", CtiProperties.class);
    }

    /// While the store is away, no token can be verified.
    void storeAway(boolean whether) {
        storeAway = whether;
    }

    private ProveIdentity.Result prove(String token) {
        if (storeAway) {
            throw new StoreUnavailableException("away");
        }
        return proven(token);
    }

    /// Tokens have the form `role@org:user+expiry`.
    static ProveIdentity.Result proven(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return new ProveIdentity.Result.Rejected();
        }
        Set<Role> roles =
                parts.group(1).isEmpty() ? Set.of() : Set.of(Role.valueOf(parts.group(1)));
        OrgIdentity identity =
                parts.group(2) == null
                        ? null
                        : new OrgIdentity(parts.group(2), Long.parseLong(parts.group(3)));
        return new ProveIdentity.Result.Proven(
                "somebody",
                roles,
                identity,
                Instant.ofEpochMilli(Long.parseLong(parts.group(4))),
                token);
    }

    String token(String role, long user) {
        return token(role, user, LONG);
    }

    String token(String role, long user, Duration life) {
        return "%s@12345:%d+%d".formatted(role, user, clock.instant().plus(life).toEpochMilli());
    }

    /// Advances the clock, and checks all deadlines every tenth of a second.
    void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (nanos < end) {
            long step = Math.min(100_000_000, end - nanos);
            nanos += step;
            clock.advance(Duration.ofNanos(step));
            runLater();
            connections.look();
        }
    }

    /// Passes the changes on.
    void flush() {
        runLater();
    }

    private void runLater() {
        for (Runnable task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
    }

    double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).counter().count();
    }

    Phone connect(CtiEndpoint ctiEndpoint) {
        return new Phone(ctiEndpoint);
    }

    /// A client that is already authenticated.
    Phone signIn(CtiEndpoint ctiEndpoint, String role, long user) {
        Phone phone = connect(ctiEndpoint);
        phone.auth(token(role, user));
        assertThat(phone.heard()).containsExactly(WELCOME);
        return phone;
    }

    Phone watcher(String role, long user) {
        return signIn(CtiEndpoint.EVENTS, role, user);
    }

    /// One client.
    final class Phone {
        final FakeSession line = new FakeSession();
        private final CtiHandler handler;

        private Phone(CtiEndpoint ctiEndpoint) {
            handler = new CtiHandler(ctiEndpoint, connections);
            handler.afterConnectionEstablished(line);
        }

        Phone says(String frame) {
            handler.handleMessage(line, new TextMessage(frame));
            return this;
        }

        void pings() {
            handler.handleMessage(line, new PingMessage());
        }

        void pongs() {
            handler.handleMessage(line, new PongMessage());
        }

        void leaves() {
            handler.afterConnectionClosed(line, CloseStatus.NORMAL);
        }

        Phone auth(String token) {
            return says(
                    """
                    {"type":"auth","accessToken":"%s",
                     "client":{"name":"CTI 2.0","version":"2.5.1"}}\
                    """
                            .formatted(token));
        }

        Phone start(String token) {
            return says(
                    """
                    {"type":"WEBSOCKET_START","endpoint":"wss://realtime.natterbox.com/v1/events",
                     "accessToken":"%s","uiTheme":"Theme4d","isFreedomWeb":false}\
                    """
                            .formatted(token));
        }

        Phone watches(long user) {
            return says(
                    "{\"type\":\"subscribe\",\"path\":\"/org/12345/user/%d/presence\"}"
                            .formatted(user));
        }

        Phone watchesGroup(long group) {
            return says(
                    """
                    {"type":"WEBSOCKET_GROUP_SUBSCRIBE","orgId":"12345","groupId":%d}\
                    """
                            .formatted(group));
        }

        /// The frames since the last call.
        List<String> heard() {
            return line.frames();
        }

        void assertClosed(int code) {
            assertThat(line.closed()).extracting(CloseStatus::getCode).isEqualTo(code);
        }

        void assertClosed(int code, String reason) {
            assertThat(line.closed()).isEqualTo(new CloseStatus(code, reason));
        }

        void assertOpen() {
            assertThat(line.closed()).isNull();
        }
    }

    static String error(ErrorCode code) {
        return "{\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}"
                .formatted(code, code.message());
    }
}

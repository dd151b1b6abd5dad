package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.notice.NoticeListener;
import dev.switchboard.application.port.in.notice.WatchNotices;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.OpenConnections;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Opens the scope of a console: the parts that live as long as its connection.
public final class ConsoleScopes {

    private final WatchAccess presence;
    private final WatchNotices notices;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    /// @param timer runs tasks that do not block
    public ConsoleScopes(
            WatchAccess presence,
            WatchNotices notices,
            Clock clock,
            ScheduledExecutorService timer) {
        this.presence = presence;
        this.notices = notices;
        this.clock = clock;
        this.timer = timer;
    }

    Scope begin(NamespaceSocket socket, AgentConsole console, AgentLine line) {
        return new Scope(
                new Expiry(socket, console, line, clock, timer),
                new ConsolePresence(presence, console, line),
                new OpenConnections.Console(
                        console.agent(),
                        new ClientId(socket.id()),
                        clock.instant(),
                        socket.handshake().remoteAddress(),
                        console.program()),
                line);
    }

    /// The parts of one console that live as long as its connection.
    final class Scope {

        private final Expiry expiry;
        private final ConsolePresence paths;
        private final OpenConnections.Console shown;
        private final AgentLine line;
        private @Nullable Runnable deafen;
        private boolean over;

        Scope(Expiry expiry, ConsolePresence paths, OpenConnections.Console shown, AgentLine line) {
            this.expiry = expiry;
            this.paths = paths;
            this.shown = shown;
            this.line = line;
        }

        Expiry expiry() {
            return expiry;
        }

        ConsolePresence presence() {
            return paths;
        }

        OpenConnections.Console shown() {
            return shown;
        }

        /// Sends the notices that stand, and later ones as they come.
        synchronized void hearNotices() {
            if (!over) {
                deafen = notices.watch(new Notices(line));
            }
        }

        synchronized void end() {
            over = true;
            expiry.stop();
            paths.end();
            if (deafen != null) {
                deafen.run();
            }
        }
    }

    /// The notices of admins as events.
    private record Notices(AgentLine line) implements NoticeListener {

        @Override
        public void said(AdminNotice notice) {
            line.send(
                    ServerEvent.of(
                            "notice",
                            DeskJson.object()
                                    .put("id", notice.id())
                                    .put("level", notice.level().name().toLowerCase(Locale.ROOT))
                                    .put("text", notice.text())
                                    .put("until", DeskJson.time(notice.until()))));
        }

        @Override
        public void over(String id) {
            line.send(ServerEvent.of("notice.over", DeskJson.object().put("id", id)));
        }
    }
}

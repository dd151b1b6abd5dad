package dev.switchboard.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// External channels and a sessions server beside a hub. Back ends send through them in rounds,
/// each in fresh sessions, so that nothing of a round is kept once it is checked.
final class ExternalChannels implements AutoCloseable {

    private static final String SECRET = "whsec_" + "c2VjcmV0".repeat(4);
    private static final Duration TO_ARRIVE = Duration.ofMinutes(2);

    private final Peers sessionsServer = new Peers();
    private final Peers channelServer = new Peers();
    private volatile @Nullable Round round;

    ExternalChannels() {
        sessionsServer.open(exchange -> current().sessions.handle(exchange));
        channelServer.open(exchange -> current().channels.handle(exchange));
    }

    private Round current() {
        Round now = round;
        if (now == null) {
            throw new IllegalStateException("nothing was sent yet");
        }
        return now;
    }

    /// The settings of the hub.
    Map<String, String> settings() {
        return Map.of(
                "SWITCHBOARD_CHANNELS_SESSIONS_SERVER_URL",
                sessionsServer.url(),
                "SWITCHBOARD_CHANNELS_SESSIONS_SERVER_SECRET",
                SECRET,
                "SWITCHBOARD_CHANNELS_CALLBACK_AUTH",
                "proof",
                "SWITCHBOARD_CHANNELS_SYNC_WAIT",
                "5s");
    }

    /// Registers the channels.
    void join(LiveHub hub) {
        Load.register(hub.admin(), channelServer);
    }

    /// Begins a round.
    ///
    /// @param perSecond messages of back ends; each is answered by a callback
    Round begin(LiveHub hub, String name, int perSecond) {
        Round begun = new Round(hub.admin(), name);
        round = begun;
        begun.send(perSecond);
        return begun;
    }

    @Override
    public void close() {
        channelServer.close();
        sessionsServer.close();
    }

    /// The messages of a round.
    static final class Round {

        private final Recorder recorder = new Recorder();
        private final HubClient admin;
        private final String name;
        private final SessionsPeer sessions = new SessionsPeer(recorder, () -> false);
        private final ChannelPeer channels;
        private @Nullable Load load;

        private Round(HubClient admin, String name) {
            this.admin = admin;
            this.name = name;
            Front callers = new Front(List.of(admin.withToken(null)), new Chance(name));
            this.channels = new ChannelPeer(recorder, callers, new Chance(name));
        }

        private void send(int perSecond) {
            Front backEnds = new Front(List.of(admin), new Chance(name));
            load =
                    Load.startIn(
                            name + "-session-", name, Load.Size.of(perSecond), recorder, backEnds);
        }

        /// The number of acknowledged messages and callbacks.
        long acknowledged() {
            return recorder.acknowledged();
        }

        /// Sends no more.
        void end() {
            Load begun = load;
            if (begun != null) {
                begun.end();
            }
        }

        /// Waits for all that was acknowledged, and proves that it arrived once and in order.
        void assertFlawless() {
            await().atMost(TO_ARRIVE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> channels.quiet() && recorder.awaited().isEmpty());
            History history =
                    recorder.history(new HubHistory(admin).ofSessions(recorder.sessions()));
            Report.of(name, history, recorder.surprises()).assertFlawless();
        }
    }
}

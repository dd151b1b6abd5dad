package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Back ends that send steadily, each in one session. Half of their messages wait for the channel's
/// reply. After an unknown outcome a back end repeats the message under the same key or, once in
/// four times, accepts it.
final class Load {

    static final int CHANNELS = 4;

    /// Who was refused goes on at once, so that a run sees how long that lasts.
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(50);

    /// The amount of load.
    ///
    /// @param senders each in its own session
    record Size(int senders, Duration longestPause) {

        /// 160 messages a second on average, and as many answers.
        static final Size FULL = new Size(48, Duration.ofMillis(600));

        /// 20 a second: a stand-in for MongoDB reads everything for every query.
        static final Size SMALL = of(20);

        /// About this many messages a second, if they are acknowledged at once.
        static Size of(int perSecond) {
            return new Size(perSecond * 6 / 10, Duration.ofMillis(1_200));
        }
    }

    private final String name;
    private final String sessions;
    private final Duration longestPause;
    private final Recorder recorder;
    private final Front hubs;
    private final List<Thread> senders;
    private volatile boolean ending;

    private Load(String name, String sessions, Size size, Recorder recorder, Front hubs) {
        this.name = name;
        this.sessions = sessions;
        this.longestPause = size.longestPause();
        this.recorder = recorder;
        this.hubs = hubs;
        this.senders =
                IntStream.range(0, size.senders())
                        .mapToObj(i -> Thread.ofVirtual().unstarted(() -> send(i)))
                        .toList();
    }

    /// @param name separates the random choices of simultaneous loads
    static Load start(String name, Size size, Recorder recorder, Front hubs) {
        return startIn("session-", name, size, recorder, hubs);
    }

    /// @param sessions what the names of its sessions begin with
    static Load startIn(String sessions, String name, Size size, Recorder recorder, Front hubs) {
        Load load = new Load(name, sessions, size, recorder, hubs);
        load.senders.forEach(Thread::start);
        return load;
    }

    static String channel(int number) {
        return "channel-" + number % CHANNELS;
    }

    /// Registers all channels at a hub.
    static void register(HubClient admin, Peers channelServer) {
        IntStream.range(0, CHANNELS)
                .mapToObj(Load::channel)
                .forEach(channel ->
                        admin.post(
                                "/channel",
                                "{\"channel_id\":\"%s\",\"channel_metadata\":{\"endpoint_url\":\"%s/%s\"}}"
                                        .formatted(channel, channelServer.url(), channel)));
    }

    private String session(int number) {
        return sessions + number;
    }

    private void send(int number) {
        Chance chance = new Chance(name + session(number));
        for (int n = 1; !ending; n++) {
            boolean acked = send(number, n, chance);
            LockSupport.parkNanos(chance.upTo(acked ? longestPause : AFTER_A_FAILURE).toNanos());
        }
    }

    private boolean send(int number, int n, Chance chance) {
        String session = session(number);
        String content = "{\"n\":%d,\"of\":\"%s\"}".formatted(n, session);
        String body =
                "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":%s}"
                        .formatted(channel(number), session, content);
        String[] headers =
                chance.oneIn(2)
                        ? new String[] {"Idempotency-Key", session + "/" + n}
                        : new String[] {
                            "Idempotency-Key", session + "/" + n, "Prefer", "respond-async"
                        };
        Insistence message =
                new Insistence(
                        recorder,
                        hubs.door(),
                        new Lane(Way.OUT, session),
                        content,
                        () -> chance.oneIn(4));
        message.insist(() -> hubs.any().post("/channel/message", body, headers));
        return message.isAcked();
    }

    /// Ends when every sender knows the outcome of its last message, or accepts an unknown one.
    void end() {
        ending = true;
        try {
            for (Thread sender : senders) {
                sender.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load ended", e);
        }
    }
}

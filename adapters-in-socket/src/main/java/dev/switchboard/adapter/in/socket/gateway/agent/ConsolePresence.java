package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.presence.Watcher;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One console's subscriptions of presence. Each path begins with a snapshot, followed by exactly
/// the changes after it. Called by one thread at a time.
final class ConsolePresence {

    private final WatchAccess house;
    private final AgentConsole agentConsole;
    private final AgentLine line;

    // guarded by this
    private final Map<Topic, Watch> watches = new HashMap<>();
    private @Nullable Board board;
    private @Nullable OrgId org;
    private boolean over;

    ConsolePresence(WatchAccess house, AgentConsole agentConsole, AgentLine line) {
        this.house = house;
        this.agentConsole = agentConsole;
        this.line = line;
    }

    /// One subscribed path. Its mutable fields are guarded by the line.
    final class Watch implements Watcher {

        private final Topic topic;
        private final Board at;

        /// The `seq` up to which the console has everything.
        private long floor;

        private boolean ended;

        private Watch(Topic topic, Board at) {
            this.topic = topic;
            this.at = at;
        }

        @Override
        public Topic topic() {
            return topic;
        }

        /// The viewer of the frames that are written now.
        Viewer viewer() {
            Viewer viewer = ConsolePresence.this.viewer();
            return viewer == null ? new Viewer(topic.org(), 0, false, false) : viewer;
        }

        void startAt(long seq) {
            floor = seq;
        }

        long floor() {
            return floor;
        }

        void end() {
            ended = true;
        }

        boolean hasEnded() {
            return ended;
        }

        /// Users who are removed may still watch themselves.
        @Override
        public void deliver(TopicBatch topicBatch) {
            if (topicBatch.ended() && !viewer().isSelf(topic.subject())) {
                revoke(this, CommandFailure.NOT_FOUND);
            } else {
                line.pass(this, topicBatch);
            }
        }
    }

    private @Nullable Viewer viewer() {
        var user = agentConsole.grant().user();
        return user == null
                ? null
                : Viewer.of(user.org(), user.number(), agentConsole.grant().roles());
    }

    /// The result of a request to watch.
    ///
    /// @param refused the reason if no path is watched
    record Watched(ObjectNode ack, @Nullable CommandFailure refused) {}

    /// @param after the last `seq` that the console has seen; null to get everything
    Watched watch(List<String> paths, @Nullable Long after) {
        Set<Topic> topics = topics(paths);
        ObjectNode ack = DeskJson.object();
        ArrayNode begun = ack.putArray("paths");
        @Nullable CommandFailure first = null;
        for (Topic topic : topics) {
            CommandFailure why = watch(topic, after);
            if (why == null) {
                begun.add(topic.path());
            } else {
                first = first == null ? why : first;
                ack.withArray("refused")
                        .addObject()
                        .put("path", topic.path())
                        .put("code", why.name());
            }
        }
        return new Watched(ack, begun.isEmpty() ? first : null);
    }

    /// @throws dev.switchboard.domain.InvalidValueException if one of them is no path; then nothing
    ///   is done
    private static Set<Topic> topics(List<String> paths) {
        Set<Topic> topics = new LinkedHashSet<>();
        for (String path : paths) {
            Topic topic = Topic.ofPath(path);
            if (topic == null) {
                throw JsonMembers.invalid("paths");
            }
            topics.add(topic);
        }
        return topics;
    }

    /// @return the reason for refusing it, or null
    private @Nullable CommandFailure watch(Topic topic, @Nullable Long after) {
        Viewer viewer = viewer();
        Board here = viewer == null ? null : boardOf(viewer.org());
        Watch known = find(topic);
        if (viewer == null || here == null) {
            return CommandFailure.FORBIDDEN;
        }
        if (known == null && isFull()) {
            return CommandFailure.LIMIT;
        }
        Watch watch = known == null ? new Watch(topic, here) : known;
        Look look =
                house.presence()
                        .look(
                                viewer,
                                topic.subject(),
                                after,
                                snapshot -> {
                                    line.show(watch, snapshot);
                                    here.add(watch);
                                });
        return switch (look) {
            case Look.Snapshot _ -> {
                keep(watch);
                yield null;
            }
            case Look.Refused(Refusal why) -> {
                drop(watch);
                yield why == Refusal.UNKNOWN ? CommandFailure.NOT_FOUND : CommandFailure.FORBIDDEN;
            }
        };
    }

    /// Null if the console has left.
    private synchronized @Nullable Board boardOf(OrgId viewed) {
        if (!over && board == null) {
            board = house.boards().enter(viewed);
            org = viewed;
        }
        return over ? null : board;
    }

    private synchronized @Nullable Watch find(Topic topic) {
        return watches.get(topic);
    }

    private synchronized boolean isFull() {
        return watches.size() >= house.most();
    }

    private void keep(Watch watch) {
        boolean gone;
        synchronized (this) {
            gone = over;
            if (!gone) {
                watches.put(watch.topic(), watch);
            }
        }
        if (gone) {
            drop(watch);
        }
    }

    /// @return whether it had begun
    private boolean drop(Watch watch) {
        watch.at.remove(watch);
        line.forget(watch);
        synchronized (this) {
            return watches.remove(watch.topic(), watch);
        }
    }

    private void revoke(Watch watch, CommandFailure why) {
        if (drop(watch)) {
            line.send(
                    ServerEvent.of(
                            "problem",
                            why.asProblem("presence.watch", null)
                                    .put("path", watch.topic().path())));
        }
    }

    void unwatch(List<String> paths) {
        for (Topic topic : topics(paths)) {
            Watch known = find(topic);
            if (known != null) {
                drop(known);
            }
        }
    }

    /// Ends the subscriptions that the console's new token does not allow.
    void review() {
        Viewer viewer = viewer();
        for (Watch watch : all()) {
            if (viewer == null || viewer.refusal(watch.topic().subject()).isPresent()) {
                revoke(watch, CommandFailure.FORBIDDEN);
            }
        }
        synchronized (this) {
            if (viewer == null || !viewer.org().equals(org)) {
                leaveBoard();
            }
        }
    }

    private synchronized List<Watch> all() {
        return List.copyOf(watches.values());
    }

    void end() {
        synchronized (this) {
            over = true;
        }
        all().forEach(this::drop);
        leaveBoard();
    }

    private synchronized void leaveBoard() {
        if (org != null) {
            house.boards().leave(org);
            org = null;
            board = null;
        }
    }
}

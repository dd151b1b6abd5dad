package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.PresenceText;
import dev.switchboard.adapter.in.socket.presence.PresenceText.Marks;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.QueueChange;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.QueueUpdate;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The line to one console. Events that find its queue full wait here, in order. Messages come
/// again from the journal instead. Of a queue's changes, the unread counts and each user on a
/// presence path, only the latest waits. Typing is dropped.
///
/// It is closed at first, so that everything a console is sent on its arrival comes in one order,
/// whichever threads send it.
final class AgentLine implements ConsoleLine {

    /// The limit of waiting events, beside those of the arrival. A console that reads at all stays
    /// far below it.
    private static final int MOST_WAITING = 1_000;

    private static final int MOST_CHANGES = 200;

    private final NamespaceSocket socket;
    private final AgentConsole agentConsole;
    private final DeskJson json;
    private final Positions positions = new Positions();
    private final Map<Object, Waiting> waiting = new LinkedHashMap<>();

    /// The events that may wait. On its arrival a console is told what it has to be told, which is
    /// more the more of its agent's messages are not delivered, and it could read nothing yet.
    private int most = Integer.MAX_VALUE;

    private boolean open;

    AgentLine(NamespaceSocket socket, AgentConsole agentConsole, DeskJson json) {
        this.socket = socket;
        this.agentConsole = agentConsole;
        this.json = json;
        agentConsole.cursors().forEach(positions::reached);
    }

    /// An event that was not sent yet.
    private interface Waiting {

        ServerEvent event();

        /// @return false if there is no room for all of it
        default boolean leaves(NamespaceSocket by) {
            return by.emit(event()) != Offered.FULL;
        }
    }

    /// The snapshot of a path, in several events if it is large.
    private static final class Shown implements Waiting {

        private final ConsolePresence.Watch watch;
        private final Look.Snapshot snapshot;
        private int taken;
        private boolean taking = true;

        Shown(ConsolePresence.Watch watch, Look.Snapshot snapshot) {
            this.watch = watch;
            this.snapshot = snapshot;
        }

        @Override
        public boolean leaves(NamespaceSocket by) {
            while (taking && !watch.hasEnded()) {
                if (by.emit(event()) == Offered.FULL) {
                    return false;
                }
                taken = end();
                taking = taken < snapshot.items().size();
            }
            return true;
        }

        private int end() {
            return Math.min(taken + PresenceText.SNAPSHOT_ITEMS, snapshot.items().size());
        }

        @Override
        public ServerEvent event() {
            List<Item> items =
                    snapshot.items().subList(taken, end()).stream()
                            .map(item -> Item.shown(item, snapshot.seq()))
                            .toList();
            return DeskJson.presence(
                    watch,
                    snapshot.seq(),
                    items,
                    new Marks(
                            !snapshot.resumed(),
                            snapshot.resumed(),
                            end() < snapshot.items().size()));
        }
    }

    /// The changes of a path, the latest of each user.
    private static final class Seen implements Waiting {

        private final ConsolePresence.Watch watch;
        private final Map<Long, Item> items = new LinkedHashMap<>();
        private long last;

        Seen(ConsolePresence.Watch watch) {
            this.watch = watch;
        }

        void add(TopicBatch topicBatch) {
            for (Item item : topicBatch.items()) {
                if (item.seq() > watch.floor()) {
                    items.merge(item.user().number(), item, Item::newer);
                    last = Math.max(last, item.seq());
                }
            }
        }

        @Override
        public ServerEvent event() {
            return DeskJson.presence(watch, last, items.values(), Marks.NONE);
        }
    }

    /// Several updates of one queue, combined into one event.
    private final class Changes implements Waiting {

        private final List<QueueChange> changes;
        private QueueUpdate last;

        Changes(QueueUpdate first) {
            this.last = first;
            this.changes = new ArrayList<>(first.changes());
        }

        /// If there are too many changes, none is sent: the gap in the versions tells the console
        /// that it needs a snapshot.
        void add(QueueUpdate update) {
            last = update;
            if (changes.size() <= MOST_CHANGES) {
                changes.addAll(update.changes());
            }
        }

        @Override
        public ServerEvent event() {
            List<QueueChange> told = changes.size() > MOST_CHANGES ? List.of() : changes;
            return json.queues.update(
                    new QueueUpdate(last.queue(), last.version(), last.depth(), told));
        }
    }

    @Override
    public synchronized Offered push(Message message) {
        if (!isClear()) {
            return Offered.FULL;
        }
        ServerEvent update = DeskJson.conversationUpdate(message);
        Offered offered = update == null ? Offered.QUEUED : socket.emit(update, positions.offset());
        return offered == Offered.QUEUED ? emit(message) : offered;
    }

    private Offered emit(Message message) {
        ConversationId conversation = message.conversation();
        OptionalLong before = positions.of(conversation);
        positions.reached(conversation, message.seq());
        ServerEvent event = ServerEvent.of("message", json.message(message));
        Offered offered = socket.emit(event, positions.offset());
        if (offered != Offered.QUEUED) {
            before.ifPresentOrElse(
                    seq -> positions.reached(conversation, seq),
                    () -> positions.forget(conversation));
        }
        return offered;
    }

    @Override
    public synchronized void tell(ConsoleEvent event) {
        switch (event) {
            case ConsoleEvent.Typing typing -> {
                if (isClear()) {
                    socket.emit(DeskJson.typing(typing));
                }
            }
            case ConsoleEvent.QueueUpdate update -> change(update);
            case ConsoleEvent.QueueSnapshot snapshot -> {
                waiting.remove(snapshot.queue());
                send(new Object(), json.queues.snapshot(snapshot));
            }
            case ConsoleEvent.Unread unread ->
                    sendLatest(event.getClass(), ServerEvent.of("unread", DeskJson.unread(unread)));
            case ConsoleEvent.ContextSnapshot snapshot -> {
                positions.reached(snapshot.held().conversation(), snapshot.held().seq());
                send(json.held.snapshot(snapshot));
            }
            case ConsoleEvent.LeaseLost lost -> {
                positions.forget(lost.conversation());
                send(DeskJson.leaseLost(lost));
            }
            case ConsoleEvent.AvailabilityChanged change ->
                    sendLatest(event.getClass(), AvailabilityJson.changed(change));
            case ConsoleEvent.WrapUps(var all) ->
                    sendLatest(event.getClass(), ServerEvent.of("wrapup", HeldJson.wrapUps(all)));
            case ConsoleEvent.WallSnapshot snapshot -> {
                waiting.remove(ConsoleEvent.WallUpdate.class);
                send(WallJson.snapshot(snapshot));
            }
            case ConsoleEvent.WallUpdate update ->
                    sendLatest(ConsoleEvent.WallUpdate.class, WallJson.update(update));
            case ConsoleEvent.Drafted(var draft) ->
                    sendLatest(
                            List.of(ConsoleEvent.Drafted.class, draft.conversation()),
                            ServerEvent.of("draft", DeskJson.draft(draft)));
            case ConsoleEvent.Ready ready -> send(json.ready(ready, agentConsole));
            case ConsoleEvent.Offer offer ->
                    send(ServerEvent.of("handoff.offer", json.offer(offer)));
            case ConsoleEvent.Revoked revoked -> send(DeskJson.revoked(revoked));
            case ConsoleEvent.Status status -> send(DeskJson.status(status));
        }
    }

    private void change(QueueUpdate update) {
        if (waiting.get(update.queue()) instanceof Changes changes) {
            changes.add(update);
            return;
        }
        if (!isClear() || socket.emit(json.queues.update(update)) == Offered.FULL) {
            hold(update.queue(), new Changes(update));
        }
    }

    /// Sends the snapshot of a path; later changes follow it.
    synchronized void show(ConsolePresence.Watch watch, Look.Snapshot snapshot) {
        watch.startAt(snapshot.seq());
        waiting.remove(watch);
        Shown shown = new Shown(watch, snapshot);
        if (!isClear() || !shown.leaves(socket)) {
            hold(new Object(), shown);
        }
    }

    /// Passes on the changes of a path.
    synchronized void pass(ConsolePresence.Watch watch, TopicBatch topicBatch) {
        if (watch.hasEnded() || topicBatch.last() <= watch.floor()) {
            return;
        }
        if (waiting.get(watch) instanceof Seen seen) {
            seen.add(topicBatch);
            return;
        }
        Seen seen = new Seen(watch);
        seen.add(topicBatch);
        if (!isClear() || !seen.leaves(socket)) {
            hold(watch, seen);
        }
    }

    /// Drops everything that waits of a path.
    synchronized void forget(ConsolePresence.Watch watch) {
        watch.end();
        waiting.remove(watch);
    }

    /// Sends an event that must not be lost for lack of room.
    synchronized void send(ServerEvent event) {
        send(new Object(), event);
    }

    /// Sends an event that replaces an earlier one with this key.
    private void sendLatest(Object key, ServerEvent event) {
        waiting.remove(key);
        send(key, event);
    }

    private void send(Object key, ServerEvent event) {
        if (!isClear() || socket.emit(event) == Offered.FULL) {
            hold(key, () -> event);
        }
    }

    private void hold(Object key, Waiting event) {
        waiting.put(key, event);
        if (waiting.size() > most) {
            waiting.clear();
            socket.close(CloseReason.SLOW);
        }
    }

    private boolean isClear() {
        return open && waiting.isEmpty();
    }

    /// Opens the line after the console's arrival.
    ///
    /// @return whether messages may be pushed now
    synchronized boolean open() {
        open = true;
        most = waiting.size() + MOST_WAITING;
        return release();
    }

    /// Sends what waits, as far as there is room.
    ///
    /// @return whether messages may be pushed now
    synchronized boolean release() {
        Iterator<Waiting> next = waiting.values().iterator();
        while (open && next.hasNext()) {
            if (!next.next().leaves(socket)) {
                return false;
            }
            next.remove();
        }
        return open;
    }

    /// The offset from which the console's next connection would continue.
    synchronized String offset() {
        return positions.offset();
    }

    @Override
    public void replaced() {
        socket.close(CloseReason.REPLACED);
    }

    @Override
    public void moved() {
        socket.close(CloseReason.DRAIN);
    }
}

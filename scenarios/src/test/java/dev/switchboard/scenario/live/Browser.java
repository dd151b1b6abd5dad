package dev.switchboard.scenario.live;

import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.in.session.ServeClients.Arrival;
import dev.switchboard.application.port.in.session.ServeClients.Leaving;
import dev.switchboard.application.service.live.ClientConnections;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.Offered;
import dev.switchboard.domain.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A browser from the hub's view: it can connect, acknowledge, stall, and lose its connection.
final class Browser {

    private final ClientConnections hub;
    private final ClientId id;
    private final EndUser who;
    private final SessionKey session;
    private final List<Message> pushed = new ArrayList<>();
    private final List<ClientEvent> notices = new ArrayList<>();
    private Offered answer = Offered.QUEUED;
    private boolean acknowledging = true;
    private boolean replaced;
    private Runnable onPush = () -> {};
    private @Nullable ClientLine line;

    Browser(ClientConnections hub, String name) {
        this(hub, name, new EndUser(new BrowserId(hash(name)), null));
    }

    Browser(ClientConnections hub, String name, EndUser who) {
        this.hub = hub;
        this.id = new ClientId("socket-" + name);
        this.who = who;
        this.session = new SessionKey(hash("pid of " + name));
    }

    private static String hash(String name) {
        return "%064x".formatted(name.hashCode() & 0xffffffffL);
    }

    ClientId id() {
        return id;
    }

    EndUser who() {
        return who;
    }

    /// Connects, and resumes its session if the hub remembers it.
    Browser connect() {
        return connect(Map.of());
    }

    /// Connects like [#connect()], and names positions.
    Browser connect(Map<ConversationId, Long> cursors) {
        line = new BrowserLine();
        answer = Offered.QUEUED;
        hub.arrive(new Arrival(id, who, session, hub.recall(session).orElse(null), cursors, line));
        return this;
    }

    /// Connects like [#connect()], and something happens after its session was recalled.
    Browser connectAfter(Runnable meanwhile) {
        line = new BrowserLine();
        ClientSession recalled = hub.recall(session).orElse(null);
        meanwhile.run();
        hub.arrive(new Arrival(id, who, session, recalled, Map.of(), line));
        return this;
    }

    /// The same browser on another run of the hub.
    Browser on(ClientConnections other) {
        Browser same = new Browser(other, id.value().substring("socket-".length()), who);
        same.acknowledging = acknowledging;
        return same;
    }

    Bound bind(ConversationId conversation) {
        return hub.bind(id, conversation, null);
    }

    Bound bind(ConversationId conversation, long cursor) {
        return hub.bind(id, conversation, cursor);
    }

    Browser neverAcknowledging() {
        acknowledging = false;
        return this;
    }

    /// Runs an action once, with the next push.
    Browser withTheNextPush(Runnable what) {
        onPush = what;
        return this;
    }

    void acknowledge(ConversationId conversation, long seq) {
        hub.acknowledge(id, conversation, seq);
    }

    void stall() {
        answer = Offered.FULL;
    }

    void drain() {
        answer = Offered.QUEUED;
        hub.drained(id);
    }

    void loseLine() {
        ClientLine lost = line;
        answer = Offered.CLOSED;
        if (lost != null) {
            hub.leave(id, lost, Leaving.FOR_NOW);
        }
    }

    void sayGoodbye() {
        if (line != null) {
            hub.leave(id, line, Leaving.FOR_GOOD);
        }
    }

    boolean replaced() {
        return replaced;
    }

    List<Long> seqs() {
        return pushed.stream().map(Message::seq).toList();
    }

    List<String> texts() {
        return pushed.stream().map(message -> message.content().text()).toList();
    }

    List<ClientEvent> notices() {
        return notices;
    }

    /// Forgets what was pushed so far.
    void forgetPushes() {
        pushed.clear();
    }

    /// Acknowledges like a real client: later, outside of the push.
    private final class BrowserLine implements ClientLine {

        @Override
        public Offered push(Message message, boolean redelivered) {
            Runnable once = onPush;
            onPush = () -> {};
            once.run();
            if (answer == Offered.QUEUED) {
                pushed.add(message);
                if (acknowledging) {
                    unacknowledged.add(message);
                }
            }
            return answer;
        }

        @Override
        public void tell(ClientEvent event) {
            notices.add(event);
        }

        @Override
        public void replaced() {
            replaced = true;
        }

        @Override
        public void tooSlow() {
            loseLine();
        }
    }

    private final List<Message> unacknowledged = new ArrayList<>();

    /// Acknowledges all pushed messages and those that follow, until none is left.
    Browser settle() {
        while (!unacknowledged.isEmpty()) {
            Message message = unacknowledged.removeFirst();
            hub.acknowledge(id, message.conversation(), message.seq());
        }
        return this;
    }
}

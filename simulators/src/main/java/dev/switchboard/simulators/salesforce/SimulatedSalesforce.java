package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.Rooms.Room;
import dev.switchboard.simulators.salesforce.SimulatedAgent.Deed;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SimulatorJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The organisation as seen by tests.
public final class SimulatedSalesforce {

    private final ScriptedUpstream scriptedUpstream;
    private final SalesforceScript script;
    private final OrgRecords records;
    private final Rooms rooms;
    private final SalesforceController controller;

    SimulatedSalesforce(
            ScriptedUpstream scriptedUpstream,
            SalesforceScript script,
            OrgRecords records,
            Rooms rooms,
            SalesforceController controller) {
        this.scriptedUpstream = scriptedUpstream;
        this.script = script;
        this.records = records;
        this.rooms = rooms;
        this.controller = controller;
    }

    /// Replaces the script; `[]` ends it.
    public int follow(String json) {
        return script.follow(json);
    }

    /// Whether no request except streams is running.
    public boolean isIdle() {
        return controller.isIdle();
    }

    /// Resets everything.
    public void startOver() {
        script.follow("[]");
        rooms.startOver();
        records.startOver();
        controller.startOver();
        scriptedUpstream.forgetCalls();
    }

    /// The newest calls, oldest first, without secrets.
    public List<RecordedCall> calls() {
        return scriptedUpstream.calls();
    }

    /// Plays an action in all conversations.
    public List<String> play(String does, @Nullable String text) {
        return play(new Deed(null, does, text, null));
    }

    /// Plays an action in one conversation.
    ///
    /// @return whether there is such a conversation
    public boolean playIn(String conversationId, String does, @Nullable String text) {
        return !play(new Deed(conversationId, does, text, null)).isEmpty();
    }

    List<String> play(Deed deed) {
        String id = deed.conversationId();
        Stream<Room> where =
                id == null ? rooms.all().stream() : Optional.ofNullable(room(id)).stream();
        return where.map(room -> SimulatedAgent.play(deed, room)).toList();
    }

    private @Nullable Room room(String id) {
        return rooms.find(id).orElse(null);
    }

    /// All records of a type.
    public List<Map<String, String>> records(String type) {
        return records.all(type);
    }

    /// Creates a record and returns its id.
    public String make(String type, Map<String, String> fields) {
        return records.create(type, SimulatorJson.MAPPER.valueToTree(fields));
    }

    /// The transcripts by conversation, as `role: text`.
    public Map<String, List<String>> transcripts() {
        Map<String, List<String>> all = new TreeMap<>();
        rooms.all().forEach(room -> all.put(room.id(), room.transcript()));
        return all;
    }

    /// The transcripts of removed conversations.
    public Map<String, List<String>> removedTranscripts() {
        Map<String, List<String>> all = new TreeMap<>();
        rooms.removed().forEach(room -> all.put(room.id(), room.transcript()));
        return all;
    }

    /// Whether the user or an agent ended a conversation.
    public boolean isEnded(String conversation) {
        Room room = room(conversation);
        return room == null || room.isEnded();
    }

    /// Faults between it and a hub.
    public Faults faults() {
        return new Faults(rooms, controller);
    }

    /// Faults between Salesforce and a hub.
    public static final class Faults {

        private final Rooms rooms;
        private final SalesforceController controller;

        Faults(Rooms rooms, SalesforceController controller) {
            this.rooms = rooms;
            this.controller = controller;
        }

        /// The number of open streams.
        public int streams() {
            return rooms.streams().size();
        }

        /// Closes all streams.
        public void cut() {
            rooms.streams().forEach(EventStream::close);
        }

        /// Forgets all conversations.
        public void forgetConversations() {
            rooms.all().forEach(rooms::remove);
        }

        /// New streams replay no earlier events.
        public void forgetEvents() {
            rooms.forgetEvents();
        }

        /// Agents write to the same users in another conversation, on the same streams.
        public void replyElsewhere(String text) {
            rooms.elsewhere()
                    .forEach(
                            room -> SimulatedAgent.play(new Deed(null, "reply", text, null), room));
        }

        /// An agent writes in a conversation that its user just closed.
        public void replyLate(String conversationId, String text) {
            Deed deed = new Deed(conversationId, "reply", text, null);
            rooms.removed().stream()
                    .filter(room -> room.id().equals(conversationId))
                    .forEach(room -> SimulatedAgent.play(deed, room));
        }

        /// The next entry has a time this much in the past.
        public void nextIsLate(Duration by) {
            rooms.all().forEach(room -> room.nextIsLate(by));
        }

        /// Pages of entries are newest first from now on.
        public void reversePages() {
            controller.reversePages();
        }

        /// @param life of tokens issued from now on
        public void tokensLive(Duration life) {
            rooms.tokensLive(life);
        }

        /// Invalidates all chat tokens.
        ///
        /// @param renewable whether users get another one for them
        public void expireTokens(boolean renewable) {
            rooms.expireTokens(renewable);
        }

        /// Invalidates all tokens for the records.
        public void expireOrgTokens() {
            controller.expireOrgTokens();
        }
    }
}

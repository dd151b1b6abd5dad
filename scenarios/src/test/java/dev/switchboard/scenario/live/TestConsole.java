package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.NoteCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagging;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.Offered;
import dev.switchboard.domain.session.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A console that records its events and sends commands like an agent.
final class TestConsole implements ConsoleLine {

    final List<ConsoleEvent> told = new CopyOnWriteArrayList<>();
    final List<Message> pushed = new CopyOnWriteArrayList<>();

    /// All events and messages, in order.
    final List<Object> all = new CopyOnWriteArrayList<>();

    final Agent agent;
    final ClientId id;

    private final Ports hub;
    private final String session;
    private @Nullable UserRef user;
    private boolean full;
    private boolean replaced;
    private boolean moved;
    private Class<? extends ConsoleEvent> awaited = ConsoleEvent.class;
    private Runnable onNotice = () -> {};

    /// The ports of a hub, as a console at it finds them.
    record Ports(
            ServeConsoles consoles,
            AcceptHandoffs acceptance,
            SendAgentMessages messages,
            TransferConversations transfers,
            TagConversations tags) {

        private static Ports of(ConsoleModule hub) {
            return new Ports(
                    hub.consoles(), hub.acceptance(), hub.messages(), hub.transfers(), hub.tags());
        }

        /// Those of a hub that shares its partitions.
        static Ports of(LiveHub hub) {
            PeerModule peers = hub.peers;
            return new Ports(
                    hub.attachments.consoles(),
                    peers.forwarded(AcceptHandoffs.class, hub.agents.acceptance()),
                    peers.forwarded(SendAgentMessages.class, hub.agents.messages()),
                    peers.forwarded(TransferConversations.class, hub.agents.transfers()),
                    peers.forwarded(TagConversations.class, hub.agents.tags()));
        }
    }

    /// @param name the agent's name, and after a slash the number of the console
    TestConsole(ConsoleModule hub, String name) {
        this(hub, TenantId.DEFAULT, name);
    }

    TestConsole(ConsoleModule hub, TenantId tenant, String name) {
        this(Ports.of(hub), tenant, name);
    }

    TestConsole(Ports hub, TenantId tenant, String name) {
        this.hub = hub;
        this.agent = new Agent(tenant, new AgentId(name.split("/", 2)[0]));
        String unique = tenant.equals(TenantId.DEFAULT) ? name : tenant + ":" + name;
        this.id = new ClientId("console-" + unique);
        this.session = "%064x".formatted(unique.hashCode() & 0xffffffffL);
    }

    /// Sets the user of an organisation that the agent's token names.
    TestConsole as(UserRef who) {
        user = who;
        return this;
    }

    TestConsole connect() {
        assertThat(arrive(false, Map.of())).isEqualTo(Arrived.DONE);
        return this;
    }

    TestConsole connectAsSupervisor() {
        assertThat(arrive(true, Map.of())).isEqualTo(Arrived.DONE);
        return this;
    }

    TestConsole connectFrom(ConversationId conversation, long cursor) {
        assertThat(arrive(false, Map.of(conversation, cursor))).isEqualTo(Arrived.DONE);
        return this;
    }

    /// Reconnects with the secret of its session, and says of no conversation what it has.
    TestConsole recover() {
        return recover(session, false, Map.of());
    }

    TestConsole recoverAsSupervisor() {
        return recover(session, true, Map.of());
    }

    /// Reconnects with the secret of its session, and says what it has of a conversation.
    TestConsole recoverFrom(ConversationId conversation, long cursor) {
        return recover(session, false, Map.of(conversation, cursor));
    }

    TestConsole recoverAsSupervisorFrom(ConversationId conversation, long cursor) {
        return recover(session, true, Map.of(conversation, cursor));
    }

    /// Comes with the secret of another console's session.
    TestConsole recoverAs(TestConsole other) {
        return recover(other.session, false, Map.of());
    }

    private TestConsole recover(
            String secret, boolean supervisor, Map<ConversationId, Long> cursors) {
        var kept = hub.consoles().recall(new SessionKey(secret), agent).orElse(null);
        assertThat(hub.consoles().arrive(arrival(supervisor, cursors, kept)))
                .isEqualTo(Arrived.DONE);
        return this;
    }

    Arrived arrive(boolean supervisor, Map<ConversationId, Long> cursors) {
        return hub.consoles().arrive(arrival(supervisor, cursors, null));
    }

    private Arrival arrival(
            boolean supervisor,
            Map<ConversationId, Long> cursors,
            @Nullable ClientSession continued) {
        return new Arrival(
                id, agent, supervisor, user, new SessionKey(session), continued, cursors, this);
    }

    void disconnect() {
        hub.consoles().leave(id, this, Leaving.FOR_NOW);
    }

    void signOut() {
        hub.consoles().leave(id, this, Leaving.FOR_GOOD);
    }

    void takesNothing() {
        full = true;
    }

    void takesAgain() {
        full = false;
        hub.consoles().drained(id);
    }

    /// Runs an action once, with the next event of a kind.
    void withTheNext(Class<? extends ConsoleEvent> kind, Runnable what) {
        awaited = kind;
        onNotice = what;
    }

    /// Whether it was sent to another hub.
    boolean wasMoved() {
        return moved;
    }

    boolean wasReplaced() {
        return replaced;
    }

    @Override
    public Offered push(Message message) {
        if (full) {
            return Offered.FULL;
        }
        pushed.add(message);
        all.add(message);
        return Offered.QUEUED;
    }

    @Override
    public void tell(ConsoleEvent event) {
        told.add(event);
        all.add(event);
        if (awaited.isInstance(event)) {
            Runnable once = onNotice;
            onNotice = () -> {};
            once.run();
        }
    }

    @Override
    public void replaced() {
        replaced = true;
    }

    @Override
    public void moved() {
        moved = true;
    }

    <T extends ConsoleEvent> List<T> told(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends ConsoleEvent> T last(Class<T> kind) {
        return told(kind).getLast();
    }

    ConsoleEvent.Offer offer() {
        return last(ConsoleEvent.Offer.class);
    }

    Accepted accept(HandoffId handoff, long version) {
        return hub.acceptance().accept(id, handoff, version);
    }

    /// Accepts what it was offered last.
    Held acceptOffer() {
        ConsoleEvent.Offer offer = offer();
        Accepted accepted = accept(offer.handoff().id(), offer.handoff().version());
        assertThat(accepted).isInstanceOf(Accepted.Done.class);
        return ((Accepted.Done) accepted).held();
    }

    SendResult say(ConversationId conversation, Lease lease, String key, String text) {
        return say(conversation, lease.id(), key, text);
    }

    SendResult say(ConversationId conversation, LeaseId lease, String key, String text) {
        String json = "{\"id\":\"%s\",\"type\":\"text\",\"text\":\"%s\"}".formatted(key, text);
        return hub.messages()
                .say(
                        id,
                        new MessageCommand(
                                conversation, lease, key, new Content(json), List.of(), json));
    }

    SendResult note(ConversationId conversation, String key, String text) {
        return note(conversation, key, text, false);
    }

    /// For the holder alone.
    SendResult whisper(ConversationId conversation, String key, String text) {
        return note(conversation, key, text, true);
    }

    private SendResult note(
            ConversationId conversation, String key, String text, boolean whispered) {
        AgentNote note = new AgentNote("{\"id\":\"%s\",\"text\":\"%s\"}".formatted(key, text));
        String fingerprint = whispered + note.text();
        return hub.messages()
                .note(id, new NoteCommand(conversation, key, note, whispered, fingerprint));
    }

    SendResult attach(ConversationId conversation, Lease lease, MediaId file) {
        String json =
                "{\"id\":\"f\",\"type\":\"attachment\",\"attachments\":[{\"mediaId\":\"%s\"}]}"
                        .formatted(file);
        return hub.messages()
                .say(
                        id,
                        new MessageCommand(
                                conversation,
                                lease.id(),
                                "f",
                                new Content(json),
                                List.of(file),
                                json));
    }

    Given transfer(ConversationId conversation, Lease lease, Destination to, String note) {
        return hub.transfers().transfer(id, command(conversation, lease, "transfer-1", note), to);
    }

    Given end(ConversationId conversation, Lease lease) {
        return end(conversation, lease, "end-1", null);
    }

    Given end(ConversationId conversation, Lease lease, String key, @Nullable LabelId outcome) {
        LeaseCommand command =
                command(conversation, lease, key, outcome == null ? "" : outcome.value());
        return hub.transfers().end(id, command, outcome, null);
    }

    Given endWithTags(ConversationId conversation, Lease lease, List<LabelId> tags) {
        LeaseCommand command = command(conversation, lease, "end-1", tags.toString());
        return hub.transfers().end(id, command, null, tags);
    }

    /// @return those that the agent has still
    List<WrapUp> endWrapUps(LeaseId... leases) {
        return hub.transfers().endWrapUps(id, List.of(leases));
    }

    Tagged tag(ConversationId conversation, String key, List<LabelId> add, List<LabelId> remove) {
        String fingerprint = add + " " + remove;
        return hub.tags().tag(id, new Tagging(conversation, key, add, remove, fingerprint));
    }

    private static LeaseCommand command(
            ConversationId conversation, Lease lease, String key, String note) {
        return new LeaseCommand(conversation, lease.id(), key, key + note, note);
    }

    List<String> texts() {
        return pushed.stream().map(TestConsole::text).toList();
    }

    List<Long> seqs() {
        return pushed.stream().map(Message::seq).toList();
    }

    static String text(Message message) {
        return message.content().text();
    }

    /// With what is for agents alone.
    static String everything(Message message) {
        AgentNote note = message.content().note();
        return text(message) + (note == null ? "" : note.text());
    }
}

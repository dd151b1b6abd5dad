package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.AgentSession;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;

/// The people on both sides of a conversation: claims and sessions of clients, names of users,
/// erasures, and an organisation with each kind of entry.
record KeptVisitors(BeanFactory store, String mark, Instant now) implements KeptRoom {

    private ConversationId chat() {
        return ConversationId.of("web", "ada-" + mark);
    }

    private ConversationId name(String name) {
        return ConversationId.of("bot", name + "-" + mark);
    }

    private String hash() {
        return "%064x".formatted(mark.hashCode());
    }

    @Override
    public void write() {
        store.getBean(Claims.class).replace(null, claim());
        ClientSessions sessions = store.getBean(ClientSessions.class);
        sessions.save(session(2));
        Advance advance = new Advance(session(2).key(), chat(), 4, now);
        sessions.advance(List.of(advance)).toCompletableFuture().join();
        AgentSessions agents = store.getBean(AgentSessions.class);
        agents.change(chat(), AgentSession.OPEN);
        agents.change(name("52155"), AgentSession.OPEN);
        agents.change(name("52155"), AgentSession.ENDED);
        store.getBean(UserNames.class).replace(List.of(), user());
        Erasures erasures = store.getBean(Erasures.class);
        erasures.save(running());
        erasures.save(done());
        store.getBean(Organisations.class)
                .write(org(), new Organisations.Batch(9, now, entries(), List.of()));
    }

    @Override
    public void read() {
        assertThat(store.getBean(Claims.class).find(chat())).contains(claim());
        assertThat(store.getBean(ClientSessions.class).find(session(4).key())).contains(session(4));
        AgentSessions agents = store.getBean(AgentSessions.class);
        assertThat(agents.find(chat())).isEqualTo(AgentSession.OPEN);
        assertThat(agents.find(name("52155"))).isEqualTo(AgentSession.ENDED);
        assertThat(store.getBean(UserNames.class).find(List.of(name("MX.1"))))
                .containsExactly(user());
        assertThat(store.getBean(Erasures.class).all()).contains(running(), done());
        Organisations.Stored stored = store.getBean(Organisations.class).load(org()).orElseThrow();
        assertThat(stored.seq()).isEqualTo(9);
        assertThat(stored.at()).isEqualTo(now);
        assertThat(stored.entries()).containsExactlyInAnyOrderElementsOf(entries());
    }

    private Claim claim() {
        return new Claim(chat(), new EndUser(new BrowserId(hash()), "ada@example.com"), 1, now);
    }

    private ClientSession session(long position) {
        return new ClientSession(
                new SessionKey(hash()),
                new ClientId("socket-" + mark),
                new EndUser(new BrowserId(hash()), null),
                Map.of(chat(), position),
                3,
                now);
    }

    private UserIdentity user() {
        return new UserIdentity(name("52155"), List.of(name("52155"), name("MX.1")));
    }

    private Erasure running() {
        Person ada =
                new Person(
                        "ada-" + mark,
                        Set.of(chat()),
                        Set.of("ada@example.com"),
                        Set.of(new BrowserId(hash())));
        return Erasure.begin("er-1-" + mark, ada, "admin", now)
                .with(new Erasure.Figures(1, 2, 3, 4));
    }

    private Erasure done() {
        Person ben = new Person("ben-" + mark, Set.of(name("ben")), Set.of(), Set.of());
        return Erasure.begin("er-2-" + mark, ben, "admin", now).done(now.plusSeconds(9));
    }

    private OrgId org() {
        return new OrgId("org-" + mark);
    }

    private List<Entry> entries() {
        IdempotencyKey request =
                new IdempotencyKey("back-end", "k 1/2", "1+5", now.plus(Duration.ofDays(1)));
        JsonObject device = new JsonObject(Map.of("sip.domain", new JsonString("example.com")));
        List<Agent> agents =
                List.of(
                        new Agent(TenantId.DEFAULT, new AgentId("ada «L»/1")),
                        new Agent(new TenantId("shop." + mark), new AgentId("ben")));
        return List.of(
                reported(),
                new Organisations.User(
                        UserPresence.unreported(new UserRef(org(), 1)), Unread.NONE, 2, 2, 2),
                new Organisations.Group(100, "Team «A», 世界", 3, 4),
                new Organisations.Membership(100, 67_890, 5),
                new Organisations.Removal(6, 100, 2, 9, 0),
                new Organisations.Repeat(request, 5, 1, 7),
                new Organisations.Profile(AvailabilityProfile.DEFAULT, 0),
                new Organisations.Devices(List.of(device), 8),
                new Organisations.Queue(7, List.of(3L, 1L), 8),
                new Organisations.Mark(4, now.minusSeconds(60)),
                new Organisations.Shift(67_890, agents, true, null, 8),
                new Organisations.Shift(
                        1, agents.subList(0, 1), false, new Availability("Away", 4, 1), 9));
    }

    private Organisations.User reported() {
        UserPresence presence =
                new UserPresence(
                        new UserRef(org(), 67_890),
                        "Ada Lovelace",
                        "ada@example.com",
                        Call.parse("ANSWERED", "Inbound", "A1b2c3d4-e5f6-7890-abcd-ef1234567890"),
                        new Availability("On Call", 3, 1),
                        12,
                        -5L,
                        now.plusMillis(123));
        Unread unread = Unread.NONE.plus(5).holding(Map.of(chat(), 2L));
        return new Organisations.User(presence, unread, 6, 5, 7);
    }
}

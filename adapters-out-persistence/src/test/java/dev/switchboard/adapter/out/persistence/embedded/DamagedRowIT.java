package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.message.History.Recorded;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.AgentSession;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A row that somebody changed by hand harms nothing but itself (T07).
class DamagedRowIT extends EmbeddedStoreCase implements StoreContract {

    @Test
    void parksAMessageThatCannotBeReadAndGoesOnWithTheLane() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        change("UPDATE message SET party = 'NOBODY' WHERE seq = 2");

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L, 3L);

        Item item = store().deliveryLog().find(damaged.id(), Seed.SLACK).orElseThrow();
        assertThat(item.delivery())
                .isInstanceOfSatisfying(
                        Parked.class,
                        it -> assertThat(it.reason()).isEqualTo(new ParkReason("damaged")));
        assertThat(pendingPerTarget()).containsEntry(Seed.SLACK, 2);
    }

    @Test
    void skipsADamagedMessageInAHistory() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        change("UPDATE message SET party = 'NOBODY' WHERE seq = 2");

        assertThat(store().history().messages(CONVERSATION, 0, 10))
                .extracting(recorded -> recorded.message().seq())
                .containsExactly(1L, 3L);
        assertThat(store().history().find(damaged.id())).isEmpty();
    }

    @Test
    void showsAMessageWithoutItsDamagedDelivery() {
        Message message = stored(message());
        change("UPDATE delivery SET state = 'LOST'");

        assertThat(store().history().find(message.id())).contains(new Recorded(message, List.of()));
        assertThat(store().deliveryLog().find(message.id(), Seed.SLACK)).isEmpty();
    }

    @Test
    void acceptsAnAnswerToADamagedMessage() {
        Message question = stored(message());
        change("UPDATE delivery SET state = 'LOST'");

        assertThat(stored(answerTo(question.id())).seq()).isEqualTo(2);
    }

    @Test
    void skipsAChannelThatCannotBeRead() {
        ChannelRegistry registry =
                new EmbeddedChannelRegistry(
                        opened().store(), TestKeys.cipher(), clock, Duration.ofSeconds(2));
        registry.insert(Seed.channel("damaged"));
        registry.insert(Seed.channel("sound"));
        registry.insert(Seed.channel("unreadable"));
        change("UPDATE channel SET metadata = '{' WHERE id = 'damaged'");
        change("UPDATE channel SET secrets = '[[1]]' WHERE id = 'unreadable'");

        assertThat(registry.query(ChannelFilter.ALL, null, 10))
                .containsExactly(Seed.channel("sound"));
    }

    @Test
    void takesAClaimThatCannotBeReadForNone() {
        Claims claims = new EmbeddedClaims(opened().store());
        Claim claim = new Claim(CHAT, EndUser.NOBODY, 0, Seed.NOW);
        claims.replace(null, claim);
        change("UPDATE claim SET browser = x'00'");

        assertThat(claims.find(CHAT)).isEmpty();
        assertThat(claims.replace(null, claim)).isEqualTo(claim);
        assertThat(claims.find(CHAT)).contains(claim);
    }

    @Test
    void keepsTheSoundPositionsOfAClientSession() {
        ClientSessions sessions = new EmbeddedClientSessions(opened().store());
        SessionKey key = new SessionKey("0".repeat(64));
        Map<ConversationId, Long> positions = Map.of(CHAT, 1L, CONVERSATION, 2L);
        ClientId client = new ClientId("client");
        sessions.save(new ClientSession(key, client, EndUser.NOBODY, positions, 1, Seed.NOW));
        change("UPDATE client_position SET conversation = 'nonsense' WHERE seq = 1");

        assertThat(sessions.find(key).orElseThrow().positions())
                .isEqualTo(Map.of(CONVERSATION, 2L));
    }

    @Test
    void skipsAWaitingPartThatCannotBeRead() {
        WaitingParts parts = new EmbeddedWaitingParts(opened().store());
        Part sound = new Part(CHAT, "sound", 1, "f", "{}", Seed.NOW);
        parts.put(new Part(CHAT, "damaged", 1, "f", "{}", Seed.NOW));
        parts.put(sound);
        change("UPDATE waiting_part SET conversation = 'nonsense' WHERE answer = 'damaged'");

        assertThat(parts.all(10)).containsExactly(sound);
    }

    @Test
    void takesAnAgentSessionThatCannotBeReadForNone() {
        AgentSessions sessions = new EmbeddedAgentSessions(opened().store());
        sessions.change(CHAT, AgentSession.OPEN);
        change("UPDATE agent_session SET state = 'LOST'");

        assertThat(sessions.change(CHAT, AgentSession.ENDED)).isEqualTo(AgentSession.NONE);
        assertThat(sessions.find(CHAT)).isEqualTo(AgentSession.ENDED);
    }

    private void change(String sql) {
        assertThat(opened().store().<Integer>write(it -> it.update(sql))).isPositive();
    }
}

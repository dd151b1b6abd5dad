package dev.switchboard.application.port.out.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [DeskSessions], whether hubs share its store or not.
public interface DeskSessionsContract extends EndedDeskSessionsContract {
    String DESK = "desk";
    String FIRST = "hub-1";
    String SECOND = "hub-2";
    DeskRef CHAT = new DeskRef("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    ConversationId CONVERSATION = ConversationId.of("user", "52155");
    Instant NOW = Seed.NOW;

    /// The same one throughout a test, empty when it began.
    @Override
    DeskSessions sessions();

    @Override
    default EndedDeskSessions ended() {
        return (EndedDeskSessions) sessions();
    }

    @Test
    default void knowsNothingAtFirst() {
        assertThat(sessions().find(CHAT)).isEmpty();
        assertThat(sessions().take(CHAT, new Hold(FIRST, 1))).isEmpty();
        assertThat(sessions().live(DESK, null, 10)).isEmpty();
    }

    @Test
    default void keepsASessionWithAllThatItHas() {
        DeskSession whole =
                session(CHAT)
                        .with("caseId", "500xx0000000001AAA")
                        .with("subject", "Pedido «1», \"urgente\"\n\ud83d\ude4f")
                        .with(new Token(new Secret("eyJ.\u00e9." + "y".repeat(4000)), NOW))
                        .with(new StreamPosition("c-17", NOW.plusMillis(3)))
                        .become(State.OPEN, NOW.plusSeconds(2));
        sessions().insert(session(CHAT));

        assertThat(sessions().save(whole)).isTrue();

        assertThat(sessions().find(CHAT)).contains(whole);
    }

    @Test
    default void keepsASessionThatHasNothingYet() {
        assertThat(sessions().insert(session(CHAT))).isTrue();

        assertThat(sessions().find(CHAT)).contains(session(CHAT));
    }

    @Test
    default void forgetsAFactThatIsTakenAway() {
        DeskSession first = session(CHAT).with("caseId", "500").with("untold", "x");
        sessions().insert(first);

        sessions().save(first.without("untold"));

        assertThat(sessions().find(CHAT)).contains(session(CHAT).with("caseId", "500"));
    }

    @Test
    default void beginsASessionOnce() {
        DeskSession other = session(CHAT).with("caseId", "500");
        sessions().insert(session(CHAT));

        assertThat(sessions().insert(other)).isFalse();

        assertThat(sessions().find(CHAT)).contains(session(CHAT));
    }

    @Test
    default void beginsASessionOnceHoweverManyTry() {
        List<Boolean> begun =
                InParallel.results(8, i -> sessions().insert(session(CHAT).with("by", "" + i)));

        assertThat(begun).containsOnlyOnce(true);
    }

    @Test
    default void keepsTheSameAgain() {
        DeskSession next = session(CHAT).with("caseId", "500");
        sessions().insert(session(CHAT));
        sessions().save(next);

        assertThat(sessions().save(next)).isTrue();
    }

    @Test
    default void savesNothingThatWasNotBegun() {
        assertThat(sessions().save(session(CHAT))).isFalse();

        assertThat(sessions().find(CHAT)).isEmpty();
    }

    @Test
    default void changesNothingOfASessionThatIsOver() {
        DeskSession over = session(CHAT).become(State.OVER, NOW.plusSeconds(1));
        sessions().insert(session(CHAT));
        sessions().save(over);

        assertThat(sessions().save(session(CHAT).with("caseId", "500"))).isFalse();
        assertThat(sessions().save(over)).isTrue();

        assertThat(sessions().find(CHAT)).contains(over);
        assertThat(sessions().take(CHAT, new Hold(SECOND, 2))).isEmpty();
    }

    @Test
    default void letsItsHolderHaveItAsItIs() {
        sessions().insert(session(CHAT));

        assertThat(sessions().take(CHAT, new Hold(FIRST, 1))).contains(session(CHAT));
    }

    @Test
    default void givesASessionToTheNextOwnerAndKeepsTheOldOneOut() {
        sessions().insert(session(CHAT));

        DeskSession taken = sessions().take(CHAT, new Hold(SECOND, 2)).orElseThrow();

        assertThat(taken).isEqualTo(session(CHAT).takenBy(new Hold(SECOND, 2)));
        assertThat(sessions().save(session(CHAT).with("caseId", "500"))).isFalse();
        assertThat(sessions().save(taken.with("caseId", "501"))).isTrue();
        assertThat(sessions().find(CHAT)).contains(taken.with("caseId", "501"));
    }

    @Test
    default void findsWhatIsNotOverInTheOrderOfNames() {
        DeskRef other = new DeskRef("0f1c7c1e");
        sessions().insert(session(CHAT));
        sessions().insert(session(other));
        sessions().insert(session(new DeskRef("over")).become(State.OVER, NOW));
        sessions()
                .insert(
                        DeskSession.begin(
                                new DeskRef("else"),
                                CONVERSATION,
                                "console",
                                TENANT,
                                new Hold(FIRST, 1),
                                NOW));

        assertThat(sessions().live(DESK, null, 10)).containsExactly(session(other), session(CHAT));
        assertThat(sessions().live(DESK, null, 1)).containsExactly(session(other));
        assertThat(sessions().live(DESK, other, 10)).containsExactly(session(CHAT));
        assertThat(sessions().live(DESK, CHAT, 10)).isEmpty();
    }

    @Test
    default void keepsThatASessionNeverBegan() {
        DeskSession never = DeskSession.never(CHAT, DESK, TENANT, FIRST, NOW);
        sessions().insert(never);

        assertThat(sessions().find(CHAT)).contains(never);
        assertThat(sessions().live(DESK, null, 10)).isEmpty();
    }

    @Test
    default void findsNoMoreWhatIsOver() {
        sessions().insert(session(CHAT));
        sessions().save(session(CHAT).become(State.OVER, NOW));

        assertThat(sessions().live(DESK, null, 10)).isEmpty();
    }

    @Test
    default void forgetsOnlyWhatHasBeenOverForLong() {
        DeskRef live = new DeskRef("live");
        DeskRef late = new DeskRef("late");
        sessions().insert(session(live));
        sessions().insert(session(CHAT).become(State.OVER, NOW));
        sessions().insert(session(late).become(State.OVER, NOW.plusSeconds(60)));

        assertThat(sessions().purge(NOW.plusSeconds(60))).isEqualTo(1);

        assertThat(sessions().find(CHAT)).isEmpty();
        assertThat(sessions().find(live)).isPresent();
        assertThat(sessions().find(late)).isPresent();
    }

    TenantId TENANT = new TenantId("shop");

    static DeskSession session(DeskRef chat) {
        return DeskSession.begin(chat, CONVERSATION, DESK, TENANT, new Hold(FIRST, 1), NOW);
    }
}

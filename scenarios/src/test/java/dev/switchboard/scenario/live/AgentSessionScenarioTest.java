package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.deskEnds;
import static dev.switchboard.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.domain.session.AgentSession;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A session at a desk: it is open from the user's first message until one of both ends it.
class AgentSessionScenarioTest extends LiveStory {

    final Browser user = browser("user");

    @BeforeEach
    void writeToTheDesk() {
        hub.send.send(toDesk(user, "m-1", "\"hello\""));
    }

    AgentSession session() {
        return world.agentSessions.find(DESK_CHAT);
    }

    boolean isReleased() {
        return world.claims.find(DESK_CHAT).orElseThrow().isReleased();
    }

    @Nested
    class TheUsersEnd {

        @Test
        void holdsWhenTheDeskTakesItLater() {
            world.bot.replies(AWAY);

            hub.send.send(endOfDesk(user, "m-2"));
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.bot.heard()).endsWith("\"end\"", "\"end\"");
            assertThat(session()).isEqualTo(AgentSession.ENDED);
        }

        @Test
        void holdsWhenTheDeskTakesEarlierWordsLater() {
            hub.replies.accept(deskEnds());
            world.bot.replies(AWAY);
            hub.send.send(toDesk(user, "m-2", "\"one thing more\""));

            Result ended = hub.send.send(endOfDesk(user, "m-3"));
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(ended).isInstanceOf(Result.Queued.class);
            assertThat(world.bot.heard()).endsWith("\"one thing more\"", "\"end\"");
            assertThat(session()).isEqualTo(AgentSession.ENDED);
        }

        @Test
        void isMadeGoodByARepeatIfTheStoreFailedAmidIt() {
            world.journal.beforeItReturns(world.outage::begin);
            assertThatThrownBy(() -> hub.send.send(endOfDesk(user, "m-2")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            hub.replies.accept(deskSays("\"are you there?\""));

            hub.send.send(endOfDesk(user, "m-2"));

            assertThat(session()).isEqualTo(AgentSession.ENDED);
            assertThat(isReleased()).isTrue();
        }

        @Test
        void givesTheConversationUpThoughTheDeskHasEndedIt() {
            hub.replies.accept(deskEnds());

            Result ended = hub.send.send(endOfDesk(user, "m-2"));

            assertThat(ended).isEqualTo(new Result.NothingToEnd(2));
            assertThat(isReleased()).isTrue();
            Browser next = browser("next");
            assertThat(hub.send.send(toDesk(next, "m-3", "\"hello\"")))
                    .isInstanceOf(Result.Journaled.class);
        }

        @Test
        void endsNothingThatBeganBehindItIfItIsRepeated() {
            hub.send.send(endOfDesk(user, "m-2"));
            hub.send.send(toDesk(user, "m-3", "\"one thing more\""));

            hub.send.send(endOfDesk(user, "m-2"));

            assertThat(session()).isEqualTo(AgentSession.OPEN);
            assertThat(isReleased()).isFalse();
        }
    }

    @Nested
    class TheDesksEnd {

        @Test
        void holdsIfItComesBeforeTheCallThatItAnswersReturns() {
            world.bot.step(_ -> {
                hub.replies.accept(deskEnds());
                return new SendOutcome.Called(ScriptedBot.TAKEN);
            });

            hub.send.send(toDesk(user, "m-2", "\"bye\""));

            assertThat(session()).isEqualTo(AgentSession.ENDED);
        }

        @Test
        void holdsIfTheUserRepeatsEarlierWords() {
            hub.replies.accept(deskEnds());

            hub.send.send(toDesk(user, "m-1", "\"hello\""));

            assertThat(session()).isEqualTo(AgentSession.ENDED);
        }

        @Test
        void isMadeGoodByARepeatThoughTheDeskHasSaidMore() {
            world.journal.losesReplies(1);
            assertThatThrownBy(() -> hub.replies.accept(deskEnds()))
                    .isInstanceOf(StoreUnavailableException.class);
            hub.replies.accept(deskSays("\"take care\""));

            hub.replies.accept(deskEnds());

            assertThat(session()).isEqualTo(AgentSession.ENDED);
        }
    }
}

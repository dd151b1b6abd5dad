package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.botSaysOnce;
import static dev.switchboard.scenario.live.LiveTalk.deskEnds;
import static dev.switchboard.scenario.live.LiveTalk.part;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.session.AgentSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LostReplyScenarioTest extends LiveStory implements LostReplyStories {

    @Override
    public LiveWorld world() {
        return world;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Override
    public void losesTheReplyTo(Runnable append) {
        world.journal.losesReplies(1);
        assertThatThrownBy(append::run).isInstanceOf(StoreUnavailableException.class);
    }

    @Override
    public void takesNothingWhile(Runnable acknowledged) {
        world.journal.settlesNothing(true);
        acknowledged.run();
        world.journal.settlesNothing(false);
    }

    /// The append takes effect when the hub does not look for it any more.
    private void takesEffectMuchLater(Runnable append) {
        world.journal.appendsLate();
        assertThatThrownBy(append::run).isInstanceOf(StoreUnavailableException.class);
        world.clock.advance(Duration.ofMinutes(10));
        world.journal.lateAppendTakesEffect();
    }

    @Test
    void aRepeatedAnswerIsPushedHoweverLateItWasStored() {
        Browser page = page();
        takesEffectMuchLater(() -> hub.replies.accept(botSaysOnce("k", "2")));

        hub.replies.accept(botSaysOnce("k", "2"));

        assertThat(page.texts()).containsExactly("1", "2");
    }

    @Test
    void aRepeatedQuestionIsSentHoweverLateItWasStored() {
        Browser page = page();
        takesEffectMuchLater(() -> hub.send.send(toDesk(page, "m-1", "\"hello\"")));

        hub.send.send(toDesk(page, "m-1", "\"hello\""));

        assertThat(world.bot.heard()).hasSize(1);
    }

    @Test
    void aRepeatedAnswerIsPushedOnce() {
        Browser page = page();
        losesTheReplyTo(() -> hub.replies.accept(botSaysOnce("k", "2")));

        for (int i = 0; i < 3; i++) {
            hub.replies.accept(botSaysOnce("k", "2"));
            world.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(page.texts()).containsExactly("1", "2");
    }

    @Test
    void whatTheUserSaysNextShowsThatItIsMissing() {
        Browser page = page();
        losesTheReplyTo(() -> hub.replies.accept(botSays("2")));

        hub.send.send(toBot(page, "q-1", "\"hello?\""));

        assertThat(page.texts()).containsExactly("1", "2");
    }

    @Test
    void aClientThatComesBackElsewhereGetsIt() {
        Browser page = page().neverAcknowledging();
        losesTheReplyTo(() -> hub.replies.accept(botSays("2")));
        hub.replies.accept(botSays("3"));
        page.acknowledge(BOT_CHAT, 3);

        Browser after = page.on(new LiveHub(world).clients).connect();

        assertThat(after.texts()).containsExactly("2", "3");
    }

    @Test
    void allPartsOfAnAnswerArePushedInOrder() {
        Browser page = page();
        hub.replies.accept(part(0, "2"));
        losesTheReplyTo(() -> hub.replies.accept(part(1, "3")));

        hub.replies.accept(part(1, "3"));
        hub.replies.accept(part(2, "4"));
        page.settle();

        assertThat(page.texts()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aHandoffIsOfferedThoughNobodyAsksForItAgain() {
        TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        world.handoffs.loseTheNextReply();
        assertThatThrownBy(() -> hub.replies.accept(botAsksForAgent()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(hub.handoffs.cache().find(BOT_CHAT)).isNotNull();

        hub.sweepHandoffs();

        assertThat(ann.acceptOffer().conversation()).isEqualTo(BOT_CHAT);
        assertThat(journaled(BOT_CHAT))
                .filteredOn(text -> text.contains("handoff_requested"))
                .hasSize(1);
    }

    @Test
    void aHandoffThatWasNotStoredIsNone() {
        world.handoffs.loseTheNextStep();
        assertThatThrownBy(() -> hub.replies.accept(botAsksForAgent()))
                .isInstanceOf(StoreUnavailableException.class);

        hub.sweepHandoffs();

        assertThat(hub.handoffs.cache().hasNone(BOT_CHAT)).isTrue();
    }

    @Test
    void aRepeatedQuestionIsSentToItsDesk() {
        Browser page = page();
        losesTheReplyTo(() -> hub.send.send(toDesk(page, "m-1", "\"hello\"")));

        SendUserMessage.Result repeated = hub.send.send(toDesk(page, "m-1", "\"hello\""));

        assertThat(repeated).isInstanceOf(SendUserMessage.Result.Queued.class);
        assertThat(world.bot.heard()).hasSize(1);
    }

    @Test
    void aRepeatedAnswerEndsTheTriesOfItsQuestion() {
        Browser page = page();
        world.bot.replies(AWAY, AWAY);
        hub.send.send(toBot(page, "q-1", "\"hello?\""));
        int tries = world.bot.heard().size();
        losesTheReplyTo(() -> hub.replies.accept(botAnswers("q-1", "2")));

        hub.replies.accept(botAnswers("q-1", "2"));
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(world.bot.heard()).hasSize(tries);
    }

    @Test
    void theRepeatedEndOfADeskEndsItsSession() {
        Browser page = page();
        hub.send.send(toDesk(page, "m-1", "\"hello\""));
        losesTheReplyTo(() -> hub.replies.accept(deskEnds()));

        hub.replies.accept(deskEnds());

        assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.ENDED);
    }

    @Test
    void theRepeatedEndOfADeskEndsNoSessionThatBeganBehindIt() {
        Browser page = page();
        hub.send.send(toDesk(page, "m-1", "\"hello\""));
        hub.replies.accept(deskEnds());
        hub.send.send(toDesk(page, "m-2", "\"one thing more\""));

        hub.replies.accept(deskEnds());

        assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.OPEN);
    }

    @Test
    void aConsoleIsPushedWhatNobodyRepeats() {
        Browser page = page();
        TestConsole ann = agent();
        ann.acceptOffer();

        losesTheReplyTo(() -> hub.send.send(toBot(page, "q-1", "\"help\"")));
        world.clock.advance(Duration.ofSeconds(2));

        assertThat(ann.texts()).containsExactly("\"help\"");
    }

    @Test
    void theUserIsPushedWhatTheirAgentRepeats() {
        Browser page = page();
        TestConsole ann = agent();
        Held accepted = ann.acceptOffer();
        int pushed = page.settle().texts().size();
        losesTheReplyTo(() -> ann.say(BOT_CHAT, accepted.lease(), "a-1", "hi"));

        SendResult said = ann.say(BOT_CHAT, accepted.lease(), "a-1", "hi");

        assertThat(said).isInstanceOf(SendResult.Accepted.class);
        assertThat(page.texts()).hasSize(pushed + 1).last().asString().contains("hi");
        assertThat(ann.texts()).singleElement().asString().contains("hi");
    }
}

package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.botSaysOnce;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.Claim;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A store whose writes took effect without an answer. Messages in the journal reach everybody,
/// once and in their place, although their sender got no acknowledgement. Acknowledgements of
/// clients while the store was away are recorded when it is back.
interface LostReplyStories {

    /// The world of the test.
    LiveWorld world();

    /// A run of the hub in this world, the same one throughout a test.
    LiveHub hub();

    /// Runs an append of one message. The message is stored, but its caller learns that the store
    /// did not answer.
    void losesTheReplyTo(Runnable append);

    /// Runs acknowledgements while the store accepts no write.
    void takesNothingWhile(Runnable acknowledged);

    /// A page that follows its conversation with the bot, and has all its messages.
    default Browser page() {
        Browser page = new Browser(hub().clients, "page").connect();
        world().claims.replace(null, new Claim(BOT_CHAT, page.who(), 0, world().clock.instant()));
        assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        hub().replies.accept(botSays("1"));
        page.settle();
        assertThat(page.texts()).containsExactly("1");
        return page;
    }

    /// The console of an agent who has the conversation.
    default TestConsole agent() {
        TestConsole ann = new TestConsole(hub().agents, "ann").connect();
        hub().replies.accept(botAsksForAgent());
        return ann;
    }

    @Test
    default void aRepeatedAnswerIsPushed() {
        Browser page = page();
        losesTheReplyTo(() -> hub().replies.accept(botSaysOnce("k", "2")));

        Result repeated = hub().replies.accept(botSaysOnce("k", "2"));
        page.settle();

        assertThat(repeated).isInstanceOf(Result.Repeated.class);
        assertThat(page.texts()).containsExactly("1", "2");
    }

    @Test
    default void anAnswerThatNobodyRepeatsIsPushedSoon() {
        Browser page = page();

        losesTheReplyTo(() -> hub().replies.accept(botSays("2")));
        world().clock.advance(Duration.ofSeconds(2));

        assertThat(page.texts()).containsExactly("1", "2");
    }

    @Test
    default void theNextAnswerIsPushedBehindIt() {
        Browser page = page();
        losesTheReplyTo(() -> hub().replies.accept(botSays("2")));

        hub().replies.accept(botSays("3"));
        page.settle();

        assertThat(page.texts()).containsExactly("1", "2", "3");
    }

    @Test
    default void aConsoleIsPushedWhatItsUserRepeats() {
        Browser page = page();
        TestConsole ann = agent();
        ann.acceptOffer();
        losesTheReplyTo(() -> hub().send.send(toBot(page, "q-1", "\"help\"")));

        hub().send.send(toBot(page, "q-1", "\"help\""));
        world().clock.advance(Duration.ofSeconds(1));

        assertThat(ann.texts()).containsExactly("\"help\"");
        assertThat(ann.last(ConsoleEvent.Unread.class).total()).isEqualTo(1);
    }

    @Test
    default void whatWasAcknowledgedMeanwhileIsSettledOnceTheStoreIsBack() {
        Browser page = page();
        hub().replies.accept(botSays("2"));
        hub().replies.accept(botSays("3"));

        takesNothingWhile(page::settle);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    world().clock.advance(Duration.ofSeconds(1));
                    assertThat(world().store.history().messages(BOT_CHAT, 0, 10))
                            .hasSize(3)
                            .flatExtracting(Recorded::deliveries)
                            .hasOnlyElementsOfType(Delivered.class);
                });
        assertThat(page.texts()).containsExactly("1", "2", "3");
    }
}

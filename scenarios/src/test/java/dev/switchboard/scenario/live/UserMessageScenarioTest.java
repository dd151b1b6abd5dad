package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.scenario.live.LiveTalk.botAnswersReceipt;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserMessageScenarioTest extends LiveStory {

    @Nested
    class AUsersMessage {

        @Test
        void isAnsweredWithTheBotsOwnReply() {
            Browser one = browser("one");

            Result result = hub.send.send(toBot(one, "m1", "\"hello\""));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Result.Answered.class,
                            answered -> assertThat(answered.body()).contains("accepted"));
            assertThat(world.bot.heard()).containsExactly("\"hello\"");
        }

        @Test
        void isSentOnceHoweverOftenItIsRepeated() {
            Browser one = browser("one");
            hub.send.send(toBot(one, "m1", "\"hello\""));

            Result again = hub.send.send(toBot(one, "m1", "\"hello\""));
            Result other = hub.send.send(toBot(one, "m1", "\"something else\""));

            assertThat(again)
                    .isInstanceOfSatisfying(
                            Result.Answered.class,
                            answered -> assertThat(answered.replayed()).isTrue());
            assertThat(other).isInstanceOf(Result.KeyReused.class);
            assertThat(world.bot.heard()).hasSize(1);
        }

        @Test
        void isAnsweredAlikeBeforeAndAfterItsFirstOutcomeIsWrittenDown() {
            Deque<Runnable> toBeWritten = new ArrayDeque<>();
            LiveHub slow = new LiveHub(world, toBeWritten::add);
            Browser one = new Browser(slow.clients, "one").connect();
            Result first = slow.send.send(toBot(one, "m1", "\"hello\""));

            Result before = slow.send.send(toBot(one, "m1", "\"hello\""));
            toBeWritten.remove().run();
            Result after = slow.send.send(toBot(one, "m1", "\"hello\""));

            assertThat(List.of(first, before, after))
                    .hasOnlyElementsOfType(Result.Answered.class)
                    .extracting(result -> ((Result.Answered) result).body())
                    .containsOnly("{\"status\":\"accepted\"}");
            assertThat(List.of(before, after))
                    .extracting(result -> ((Result.Answered) result).replayed())
                    .containsOnly(true);
            assertThat(world.bot.heard()).hasSize(1);
            assertThat(toBeWritten).isEmpty();
        }

        @Test
        void isQueuedAndToldLaterWhenTheBotIsAway() {
            Browser one = browser("one");
            world.bot.replies(AWAY);

            Result result = hub.send.send(toBot(one, "m1", "\"hello\""));
            assertThat(result).isInstanceOf(Result.Queued.class);
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.bot.heard()).hasSize(2);
            assertThat(one.notices())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ClientEvent.Settled.class,
                            settled ->
                                    assertThat(settled.delivery()).isInstanceOf(Delivered.class));
        }

        @Test
        void isParkedWhenTheBotRefusesItAndTheNextOneGoesOn() {
            Browser one = browser("one");
            world.bot.replies(new UpstreamReply.Refused(422, "no"));

            Result refused = hub.send.send(toBot(one, "m1", "1"));
            Result next = hub.send.send(toBot(one, "m2", "2"));

            assertThat(refused).isInstanceOf(Result.Refused.class);
            assertThat(next).isInstanceOf(Result.Answered.class);
        }

        @Test
        void waitsWithoutAnAttemptWhileThereIsNoToken() {
            Browser one = browser("one");
            world.bot.step(_ -> new SendOutcome.NotBefore(world.clock.instant().plusSeconds(300)));

            assertThat(hub.send.send(toBot(one, "m1", "1"))).isInstanceOf(Result.Queued.class);
            world.clock.advance(Duration.ofSeconds(301));

            assertThat(deliveries(BOT_CHAT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Delivered.class,
                            delivered -> assertThat(delivered.attempts()).isEqualTo(1));
        }

        @Test
        void isRefusedWhileTooMuchWaitsForTheBot() {
            Browser one = browser("one");
            world.bot.step(_ -> new SendOutcome.NotBefore(world.clock.instant().plusSeconds(300)));
            for (int i = 0; i < LiveHub.MOST_PENDING; i++) {
                assertThat(hub.send.send(toBot(one, "m" + i, "1")))
                        .isInstanceOf(Result.Queued.class);
            }

            assertThat(hub.send.send(toBot(one, "more", "1")))
                    .isInstanceOf(Result.TooManyPending.class);
            assertThat(hub.send.send(toBot(one, "m7", "1")))
                    .isInstanceOfSatisfying(
                            Result.Queued.class,
                            repeated -> assertThat(repeated.replayed()).isTrue());
            world.clock.advance(Duration.ofSeconds(301));
            assertThat(hub.send.send(toBot(one, "more", "1"))).isInstanceOf(Result.Answered.class);
            assertThat(world.bot.heard()).hasSize(LiveHub.MOST_PENDING + 2);
        }

        @Test
        void isNeverSentAgainOnceItsAnswerIsThere() {
            Browser one = browser("one");
            world.bot.step(_ -> {
                hub.replies.accept(botAnswers("m1", "\"answer\""));
                return new SendOutcome.Called(
                        new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null));
            });

            hub.send.send(toBot(one, "m1", "\"hello\""));
            one.settle();
            world.clock.advance(Duration.ofMinutes(10));

            assertThat(world.bot.heard()).hasSize(1);
            assertThat(one.texts()).containsExactly("\"answer\"");
        }

        @Test
        void isToldToHaveArrivedWhenItsAnswerEndsItsRetries() {
            Browser one = browser("one");
            world.bot.replies(AWAY);
            assertThat(hub.send.send(toBot(one, "m1", "\"hello\"")))
                    .isInstanceOf(Result.Queued.class);

            hub.replies.accept(botAnswers("m1", "\"answer\""));
            world.clock.advance(Duration.ofMinutes(10));

            assertThat(world.bot.heard()).hasSize(1);
            assertThat(told(one)).containsExactly(Delivery.Answered.class);
        }

        @Test
        void isToldToHaveArrivedWhenItsAnswerComesBeforeItsCall() {
            Browser one = browser("one");
            world.bot.replies(AWAY);
            hub.send.send(toBot(one, "m1", "1"));
            hub.send.send(toBot(one, "m2", "2"));

            hub.replies.accept(botAnswers("m2", "\"answer\""));
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.bot.heard()).containsExactly("1", "1");
            assertThat(told(one)).containsExactly(Delivery.Answered.class, Delivered.class);
            assertThat(hub.pending.pending(LiveTalk.BOT)).isZero();
        }

        @Test
        void isNotToldTwiceWhenItsAnswerComesWhileTheCallerWaits() {
            Browser one = browser("one");
            world.bot.step(_ -> {
                hub.replies.accept(botAnswers("m1", "\"answer\""));
                return new SendOutcome.Called(
                        new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null));
            });

            Result result = hub.send.send(toBot(one, "m1", "\"hello\""));

            assertThat(result).isInstanceOf(Result.Answered.class);
            assertThat(told(one)).isEmpty();
        }

        @Test
        void isToldToHaveArrivedOnceIfItsAnswerComesWhileItIsSentAgain() {
            Browser one = browser("one");
            world.bot.replies(AWAY);
            hub.send.send(toBot(one, "m1", "\"hello\""));
            world.bot.step(_ -> {
                hub.replies.accept(botAnswers("m1", "\"answer\""));
                return new SendOutcome.Called(
                        new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null));
            });

            world.clock.advance(Duration.ofSeconds(2));

            assertThat(told(one)).containsExactly(Delivery.Answered.class);
        }

        private List<Class<?>> told(Browser page) {
            return page.notices().stream()
                    .<Class<?>>map(notice -> ((ClientEvent.Settled) notice).delivery().getClass())
                    .toList();
        }

        @Test
        void isFoundAmongOthersWhoseAnswersComeInAnotherOrder() {
            Browser one = browser("one");
            world.bot.replies(
                    new UpstreamReply.Accepted(200, "{}", "r-1"),
                    new UpstreamReply.Accepted(200, "{}", "r-2"));
            hub.send.send(toBot(one, "m1", "\"hello\""));
            hub.send.send(toBot(one, "m2", "\"and?\""));

            hub.replies.accept(botAnswersReceipt("r-2", "\"that\""));
            hub.replies.accept(botAnswersReceipt("r-1", "\"hi\""));

            List<Recorded> all = world.store.history().messages(BOT_CHAT, 0, 10);
            assertThat(all.get(2).message().answers()).isEqualTo(all.get(1).message().id());
            assertThat(all.get(3).message().answers()).isEqualTo(all.get(0).message().id());
        }

        @Test
        void isFoundByWhatTheBotCalledItAlsoAfterARestart() {
            Browser one = browser("one");
            world.bot.replies(new UpstreamReply.Accepted(200, "{}", "r-1"));
            hub.send.send(toBot(one, "m1", "\"hello\""));
            hub.send.send(toBot(one, "m2", "\"and?\""));

            new LiveHub(world).replies.accept(botAnswersReceipt("r-1", "\"hi\""));

            List<Recorded> all = world.store.history().messages(BOT_CHAT, 0, 10);
            assertThat(all.getLast().message().answers()).isEqualTo(all.getFirst().message().id());
            assertThat(deliveries(BOT_CHAT))
                    .extracting(Delivery::getClass)
                    .containsExactly(
                            Delivery.Answered.class, Delivered.class, Delivery.Pending.class);
        }

        @Test
        void isSentAfterACrashThatCameBeforeTheCall() {
            Browser one = browser("one");
            world.bot.step(_ -> new SendOutcome.NotBefore(world.clock.instant().plusSeconds(300)));
            hub.send.send(toBot(one, "m1", "\"hello\""));

            new LiveHub(world).delivery.sweep();

            assertThat(world.bot.heard()).containsExactly("\"hello\"", "\"hello\"");
        }

        @Test
        void thatNobodyAnswersIsNotedAfterHalfAMinute() {
            hub.send.send(toBot(browser("one"), "m1", "\"hello\""));

            world.clock.advance(Duration.ofSeconds(31));

            assertThat(journaled(BOT_CHAT))
                    .containsExactly("\"hello\"", "{\"event\":\"answer_overdue\"}");
        }

        @Test
        void thatIsAnsweredWhileItIsBeingSentIsNotOverdue() {
            world.bot.step(_ -> {
                hub.replies.accept(botAnswers("m1", "\"hi\""));
                return new SendOutcome.Called(ScriptedBot.TAKEN);
            });

            hub.send.send(toBot(browser("one"), "m1", "\"hello\""));
            world.clock.advance(Duration.ofSeconds(31));

            assertThat(journaled(BOT_CHAT)).containsExactly("\"hello\"", "\"hi\"");
        }

        @Test
        void isOverdueThoughTheBotRefusedTheNextOne() {
            Browser one = browser("one");
            hub.send.send(toBot(one, "m1", "\"hello\""));
            world.bot.replies(new UpstreamReply.Refused(422, "no"));

            hub.send.send(toBot(one, "m2", "\"?\""));
            world.clock.advance(Duration.ofSeconds(31));

            assertThat(journaled(BOT_CHAT)).endsWith("{\"event\":\"answer_overdue\"}");
        }

        @Test
        void makesItsConnectionReceiveWhatComesBack() {
            Browser one = browser("one");
            hub.send.send(toBot(one, "m1", "\"hello\""));

            hub.replies.accept(botAnswers("m1", "\"hi\""));

            assertThat(one.texts()).containsExactly("\"hi\"");
        }
    }
}

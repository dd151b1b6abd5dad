package dev.switchboard.bootstrap.scenario.live;

import static dev.switchboard.bootstrap.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botAnswersReceipt;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botSays;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botSaysOnce;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.deskEnds;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.part;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.toBot;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.toDesk;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.typing;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.unroutable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.message.History.Recorded;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UserMessageGateway.Sent;
import dev.switchboard.application.service.message.user.Takeover;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.AgentSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveScenarioTest {

    private static final UpstreamReply AWAY =
            new UpstreamReply.Unavailable(Cause.SERVER_ERROR, 503, null);

    private final LiveWorld world = new LiveWorld();
    private final LiveHub hub = new LiveHub(world);

    private Browser browser(String name) {
        return new Browser(hub.clients, name).connect();
    }

    private List<Delivery> deliveries(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .flatMap(recorded -> recorded.deliveries().stream())
                .toList();
    }

    private List<String> journaled(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .map(Recorded::message)
                .map(message ->
                        switch (message.content()) {
                            case Content.Json json -> json.text();
                        })
                .toList();
    }

    @Nested
    class AReply {

        @Test
        void isPushedToWhoeverFollowsAndDeliveredWhenOneOfThemHasIt() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);

            hub.replies.accept(botSays("\"hi\""));

            assertThat(one.texts()).containsExactly("\"hi\"");
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
            one.settle();
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void reachesAllTabsOfItsConversationAndNobodyElse() {
            Browser tab = browser("ann");
            Browser other = new Browser(hub.clients, "ann-2", tab.who()).connect();
            Browser stranger = browser("eve");
            tab.bind(BOT_CHAT);
            other.bind(BOT_CHAT);
            stranger.bind(ConversationId.of("bot", "c-2"));

            hub.replies.accept(botSays("\"hi\""));

            assertThat(tab.seqs()).containsExactly(1L);
            assertThat(other.seqs()).containsExactly(1L);
            assertThat(stranger.seqs()).isEmpty();
        }

        @Test
        void isAcceptedOnceHoweverOftenItIsSent() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);

            AcceptReply.Result first = hub.replies.accept(botSaysOnce("r1", "\"hi\""));
            AcceptReply.Result again = hub.replies.accept(botSaysOnce("r1", "\"hi\""));

            assertThat(first).isInstanceOf(AcceptReply.Result.Accepted.class);
            assertThat(again).isInstanceOf(AcceptReply.Result.Repeated.class);
            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void waitsForAnOwnerWhenNobodyIsThere() {
            hub.replies.accept(botSays("\"one\""));
            hub.replies.accept(botSays("\"two\""));

            Browser late = browser("late");
            late.bind(BOT_CHAT);

            assertThat(late.texts()).containsExactly("\"one\"", "\"two\"");
        }

        @Test
        void withoutAConversationIsParkedWhereAdminsSeeIt() {
            hub.replies.accept(unroutable());

            assertThat(deliveries(ConversationId.of("bot", "unroutable")))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Parked.class,
                            parked -> assertThat(parked.reason()).isEqualTo(ParkReason.UNROUTABLE));
        }

        @Test
        void isNotAcceptedWhileTheStoreIsAway() {
            world.outage.begin();

            assertThatThrownBy(() -> hub.replies.accept(botSaysOnce("r1", "\"hi\"")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            assertThat(hub.replies.accept(botSaysOnce("r1", "\"hi\"")))
                    .isInstanceOf(AcceptReply.Result.Accepted.class);
            assertThat(journaled(BOT_CHAT)).hasSize(1);
        }
    }

    @Nested
    class AClientThatDoesNotAcknowledge {

        @Test
        void isPushedAgainAfterTenTwentyAndFortySeconds() {
            Browser deaf = browser("deaf").neverAcknowledging();
            deaf.bind(BOT_CHAT);
            hub.replies.accept(botSays("\"hi\""));

            world.clock.advance(Duration.ofSeconds(9));
            assertThat(deaf.seqs()).hasSize(1);
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(deaf.seqs()).hasSize(2);
            world.clock.advance(Duration.ofSeconds(20));
            assertThat(deaf.seqs()).hasSize(3);
            world.clock.advance(Duration.ofSeconds(40));
            assertThat(deaf.seqs()).hasSize(4);
        }

        @Test
        void isPushedAllThatFollowsAgainAsWellInOrder() {
            Browser deaf = browser("deaf").neverAcknowledging();
            deaf.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            world.clock.advance(Duration.ofSeconds(5));
            hub.replies.accept(botSays("2"));

            world.clock.advance(Duration.ofSeconds(5));

            assertThat(deaf.seqs()).containsExactly(1L, 2L, 1L, 2L);
        }

        @Test
        void isPushedNothingAgainOnceItHasIt() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();

            world.clock.advance(Duration.ofMinutes(5));

            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void isPushedNothingAgainOnceItHasTheRepeat() {
            Browser late = browser("late").neverAcknowledging();
            late.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            world.clock.advance(Duration.ofSeconds(10));

            late.acknowledge(BOT_CHAT, 1);
            world.clock.advance(Duration.ofMinutes(5));

            assertThat(late.seqs()).containsExactly(1L, 1L);
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void getsADesksMessageThriceAndThenOnItsNextConnection() {
            Browser deaf = browser("deaf").neverAcknowledging();
            deaf.bind(DESK_CHAT);
            hub.replies.accept(deskSays("1"));

            world.clock.advance(Duration.ofMinutes(5));
            assertThat(deaf.seqs()).hasSize(3);

            deaf.loseLine();
            deaf.connect();
            assertThat(deaf.seqs()).hasSize(4);
        }

        @Test
        void hasNoMoreThanItsWindowInFlight() {
            Browser deaf = browser("deaf").neverAcknowledging();
            deaf.bind(BOT_CHAT);

            for (int i = 0; i < 100; i++) {
                hub.replies.accept(botSays("" + i));
            }

            assertThat(deaf.seqs()).hasSize(16);
            for (long seq = 1; seq <= 100; seq++) {
                deaf.acknowledge(BOT_CHAT, seq);
            }
            assertThat(deaf.seqs()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        }
    }

    @Nested
    class AClientThatReadsSlowly {

        @Test
        void getsEverythingInOrderWhenItGoesOn() {
            Browser slow = browser("slow");
            slow.bind(BOT_CHAT);
            slow.stall();
            for (int i = 0; i < 100; i++) {
                hub.replies.accept(botSays("" + i));
            }
            assertThat(slow.seqs()).isEmpty();

            slow.drain();
            slow.settle();

            assertThat(slow.seqs()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        }
    }

    @Nested
    class AClientThatComesBack {

        @Test
        void getsWhatItMissedBeforeWhatIsNew() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            one.loseLine();
            hub.replies.accept(botSays("2"));
            hub.replies.accept(botSays("3"));

            one.connect();
            hub.replies.accept(botSays("4"));

            assertThat(one.seqs()).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void getsWhatItDidNotAcknowledgeAgainAfterACrash() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            hub.replies.accept(botSays("2"));

            Browser after = one.on(new LiveHub(world).clients).connect();

            assertThat(after.seqs()).containsExactly(2L);
        }

        @Test
        void replacesItsOlderConnection() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);

            one.connect();
            hub.replies.accept(botSays("1"));

            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void startsAfreshOnceItSaidGoodbye() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            one.sayGoodbye();
            hub.replies.accept(botSays("1"));

            one.connect();

            assertThat(one.seqs()).isEmpty();
            one.bind(BOT_CHAT);
            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void startsAfreshAfterADay() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            one.loseLine();
            world.clock.advance(Duration.ofHours(25));

            one.connect();
            hub.replies.accept(botSays("1"));

            assertThat(one.seqs()).isEmpty();
        }

        @Test
        void continuesBehindTheCursorItNames() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            hub.replies.accept(botSays("2"));
            hub.replies.accept(botSays("3"));
            one.settle();
            Browser reloaded = new Browser(hub.clients, "one again", one.who()).connect();

            reloaded.bind(BOT_CHAT, 1);

            assertThat(reloaded.seqs()).containsExactly(2L, 3L);
        }

        @Test
        void isNotLedAstrayByAnImpossibleCursor() {
            Browser one = browser("one").neverAcknowledging();
            one.bind(BOT_CHAT);
            hub.replies.accept(botSays("1"));
            Browser reloaded = new Browser(hub.clients, "one again", one.who()).connect();

            reloaded.bind(BOT_CHAT, 4_000_000_000L);

            assertThat(reloaded.seqs()).containsExactly(1L);
        }
    }

    @Nested
    class AStranger {

        @Test
        void cannotBindWhatIsAnothers() {
            browser("ann").bind(BOT_CHAT);
            Browser eve = browser("eve");

            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
            hub.replies.accept(botSays("1"));

            assertThat(eve.seqs()).isEmpty();
        }

        @Test
        void cannotWriteWhereAnotherDoes() {
            Browser ann = browser("ann");
            hub.send.send(toBot(ann, "m1", "\"hello\""));

            Result result = hub.send.send(toBot(browser("eve"), "m2", "\"hello\""));

            assertThat(result).isInstanceOf(Result.NotYours.class);
            assertThat(journaled(BOT_CHAT)).containsExactly("\"hello\"");
        }

        @Test
        void seesNothingOfTheOwnerBefore() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "\"secret\""));
            hub.replies.accept(deskSays("\"answer\""));
            hub.send.send(endOfDesk(ann, "m2"));

            Browser bob = browser("bob");
            Bound bound = bob.bind(DESK_CHAT);

            assertThat(bound).isEqualTo(Bound.DONE);
            assertThat(bob.seqs()).isEmpty();
        }

        @Test
        void mayClaimADayAfterTheOwnerWasSeen() {
            Browser ann = browser("ann");
            ann.bind(BOT_CHAT);
            ann.loseLine();

            world.clock.advance(Duration.ofHours(25));

            assertThat(browser("bob").bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        }

        @Test
        void cannotClaimWhatAnOwnerFollowsForDays() {
            browser("ann").bind(BOT_CHAT);

            for (int hour = 0; hour < 48; hour++) {
                world.clock.advance(Duration.ofHours(1));
                hub.attendance.take();
            }

            assertThat(browser("bob").bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
        }
    }

    @Nested
    class AStrangerWhereTheLastSenderWins {

        private final LiveHub lenient = new LiveHub(world, new Takeover(Set.of("desk")));

        private Browser visitor(String name) {
            return new Browser(lenient.clients, name).connect();
        }

        @Test
        void getsWhatComesFromThenOnInTheOwnersPlace() {
            Browser ann = visitor("ann");
            lenient.send.send(toDesk(ann, "m1", "\"hello\""));
            lenient.replies.accept(deskSays("\"first\""));
            Browser reloaded = visitor("reloaded");

            Result result = lenient.send.send(toDesk(reloaded, "m2", "\"again\""));
            lenient.replies.accept(deskSays("\"second\""));

            assertThat(result).isInstanceOf(Result.Journaled.class);
            assertThat(ann.texts()).containsExactly("\"first\"");
            assertThat(reloaded.texts()).containsExactly("\"second\"");
        }

        @Test
        void mustWriteBeforeAnythingIsTheirs() {
            lenient.send.send(toDesk(visitor("ann"), "m1", "\"hello\""));

            assertThat(visitor("eve").bind(DESK_CHAT)).isEqualTo(Bound.NOT_YOURS);
        }

        @Test
        void getsNothingOfOtherSystems() {
            lenient.send.send(toBot(visitor("ann"), "m1", "\"hello\""));

            Result result = lenient.send.send(toBot(visitor("eve"), "m2", "\"hello\""));

            assertThat(result).isInstanceOf(Result.NotYours.class);
        }
    }

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
                            Notice.Settled.class,
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
            world.bot.step(_ -> new Sent.NotBefore(world.clock.instant().plusSeconds(300)));

            assertThat(hub.send.send(toBot(one, "m1", "1"))).isInstanceOf(Result.Queued.class);
            world.clock.advance(Duration.ofSeconds(301));

            assertThat(deliveries(BOT_CHAT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Delivered.class,
                            delivered -> assertThat(delivered.attempts()).isEqualTo(1));
        }

        @Test
        void isNeverSentAgainOnceItsAnswerIsThere() {
            Browser one = browser("one");
            world.bot.step(_ -> {
                hub.replies.accept(botAnswers("m1", "\"answer\""));
                return new Sent.Called(new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null));
            });

            hub.send.send(toBot(one, "m1", "\"hello\""));
            one.settle();
            world.clock.advance(Duration.ofMinutes(10));

            assertThat(world.bot.heard()).hasSize(1);
            assertThat(one.texts()).containsExactly("\"answer\"");
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
            world.bot.step(_ -> new Sent.NotBefore(world.clock.instant().plusSeconds(300)));
            hub.send.send(toBot(one, "m1", "\"hello\""));

            new LiveHub(world).recovery.sweep();

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
        void makesItsConnectionReceiveWhatComesBack() {
            Browser one = browser("one");
            hub.send.send(toBot(one, "m1", "\"hello\""));

            hub.replies.accept(botAnswers("m1", "\"hi\""));

            assertThat(one.texts()).containsExactly("\"hi\"");
        }
    }

    @Nested
    class AnAnswerInParts {

        @Test
        void isPushedInItsOrder() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);

            hub.replies.accept(part(2, "2"));
            hub.replies.accept(part(0, "0"));
            hub.replies.accept(part(1, "1"));

            assertThat(one.texts()).containsExactly("0", "1", "2");
        }

        @Test
        void waitsTwoSecondsForAMissingPart() {
            Browser one = browser("one");
            one.bind(BOT_CHAT);

            hub.replies.accept(part(1, "1"));
            assertThat(one.texts()).isEmpty();
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(one.texts()).containsExactly("1");
        }

        @Test
        void keepsAPartThatWaitsOverACrash() {
            hub.replies.accept(part(1, "1"));

            LiveHub after = new LiveHub(world);
            after.parts.recover();
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(journaled(BOT_CHAT)).containsExactly("1");
            assertThat(world.parts.all(10)).isEmpty();
        }

        @Test
        void takesARepeatedPartOnce() {
            hub.replies.accept(part(1, "1"));
            hub.replies.accept(part(1, "1"));
            hub.replies.accept(part(0, "0"));
            hub.replies.accept(part(0, "0"));

            assertThat(journaled(BOT_CHAT)).containsExactly("0", "1");
        }
    }

    @Nested
    class ADesk {

        @Test
        void hasAnOpenSessionFromTheFirstMessageItTookUntilItsEnd() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.OPEN);

            hub.replies.accept(deskEnds());
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.ENDED);

            hub.send.send(toDesk(ann, "m2", "2"));
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.OPEN);
        }

        @Test
        void isToldTheEndOnce() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));

            Result first = hub.send.send(endOfDesk(ann, "m2"));
            Result repeated = hub.send.send(endOfDesk(ann, "m2"));
            Result again = hub.send.send(endOfDesk(ann, "m3"));

            assertThat(first).isInstanceOf(Result.Journaled.class);
            assertThat(repeated).isInstanceOf(Result.Journaled.class);
            assertThat(again).isInstanceOf(Result.NothingToEnd.class);
            assertThat(world.bot.heard()).containsExactly("1", "\"end\"");
        }

        @Test
        void thatIsAwayIsReportedOnceAfterHalfAMinuteAndServedLater() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY, AWAY, AWAY, AWAY);

            hub.send.send(toDesk(ann, "m1", "1"));
            world.clock.advance(Duration.ofMinutes(5));

            assertThat(ann.notices()).hasSize(1);
            assertThat(ann.notices().getFirst()).isInstanceOf(Notice.Slow.class);
            assertThat(world.bot.heard()).hasSize(5);
        }

        @Test
        void thatRefusesAMessageParksItUnderTheStatus() {
            Browser ann = browser("ann");
            world.bot.replies(new UpstreamReply.Refused(422, ""));

            hub.send.send(toDesk(ann, "m1", "1"));

            assertThat(deliveries(DESK_CHAT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Parked.class,
                            parked -> assertThat(parked.reason().code()).isEqualTo("REJECTED_422"));
            assertThat(ann.notices()).singleElement().isInstanceOf(Notice.Settled.class);
        }

        @Test
        void whoseAnswerNobodyFetchedForADayIsParkedAndStillReachesTheOwner() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            ann.loseLine();
            hub.replies.accept(deskSays("\"late\""));
            world.clock.advance(Duration.ofHours(24));

            hub.upkeep.parkUnfetched();

            assertThat(deliveries(DESK_CHAT).getLast()).isInstanceOf(Parked.class);
            Browser back = new Browser(hub.clients, "ann again", ann.who()).connect();
            back.bind(DESK_CHAT);
            assertThat(back.texts()).containsExactly("\"late\"");
            back.settle();
            assertThat(deliveries(DESK_CHAT).getLast()).isInstanceOf(Delivered.class);
        }

        @Test
        void isToldOfTypingOnceWhateverComesOfIt() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            world.bot.replies(AWAY);

            hub.hints.fromUser(typing(ann));
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.bot.heard()).containsExactly("1", "\"typing\"");
        }

        @Test
        void isToldOfTypingAfterTheMessageBeforeIt() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY);
            hub.send.send(toDesk(ann, "m1", "1"));

            hub.hints.fromUser(typing(ann));
            hub.hints.fromUser(typing(ann));
            assertThat(world.bot.heard()).containsExactly("1");
            world.clock.advance(Duration.ofSeconds(3));

            assertThat(world.bot.heard()).containsExactly("1", "1", "\"typing\"");
        }

        @Test
        void isNeverToldOfTypingThatWaitedFiveSeconds() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY, AWAY);
            hub.send.send(toDesk(ann, "m1", "1"));

            hub.hints.fromUser(typing(ann));
            world.clock.advance(Duration.ofSeconds(10));

            assertThat(world.bot.heard()).containsExactly("1", "1", "1");
        }

        @Test
        void callingBackWhileItIsCalledComesAfterTheQuestion() {
            Browser ann = browser("ann");
            world.bot.step(_ -> {
                hub.replies.accept(deskSays("\"quick\""));
                return new Sent.Called(ScriptedBot.TAKEN);
            });

            hub.send.send(toDesk(ann, "m1", "\"?\""));

            assertThat(journaled(DESK_CHAT)).containsExactly("\"?\"", "\"quick\"");
            assertThat(ann.seqs()).containsExactly(2L);
        }
    }
}

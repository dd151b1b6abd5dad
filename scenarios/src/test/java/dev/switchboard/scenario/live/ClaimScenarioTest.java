package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static dev.switchboard.scenario.live.LiveTalk.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The owner of a conversation in which the bot or the desk wrote first.
class ClaimScenarioTest extends LiveStory {

    /// The customer of [LiveTalk#DESK_CHAT], with a signed token.
    private Browser customer(String page) {
        EndUser who = new EndUser(browser(page).who().browser(), "C-1");
        return new Browser(hub.clients, page + " with a token", who).connect();
    }

    private static Command byBackEnd(Browser page, @Nullable String user) {
        return new Command(
                BOT_CHAT,
                EndUser.NOBODY,
                user,
                true,
                page.id(),
                new Content("1"),
                BOT,
                "m1",
                "1",
                Purpose.SAY,
                Duration.ZERO);
    }

    private List<Bound> namesIt(Browser stranger) {
        return LongStream.of(-1, 0, 1, 99).mapToObj(at -> stranger.bind(DESK_CHAT, at)).toList();
    }

    @Nested
    class AStrangerWhoNamesIt {

        @Test
        void getsNothingAndClaimsNothing() {
            hub.replies.accept(deskSays("1"));
            Browser eve = browser("eve");

            assertThat(namesIt(eve)).containsOnly(Bound.NOT_YOURS);
            hub.replies.accept(deskSays("2"));
            Browser ann = customer("ann");

            assertThat(ann.bind(DESK_CHAT)).isEqualTo(Bound.DONE);
            assertThat(eve.texts()).isEmpty();
            assertThat(ann.texts()).containsExactly("1", "2");
        }

        @Test
        void hearsTheSameWhetherItIsThereOrNot() {
            Browser eve = browser("eve");
            List<Bound> beforeItWas = namesIt(eve);
            hub.replies.accept(deskSays("1"));
            List<Bound> unclaimed = namesIt(eve);
            hub.send.send(toDesk(browser("ann"), "m1", "2"));

            assertThat(namesIt(eve)).isEqualTo(unclaimed).isEqualTo(beforeItWas);
        }

        @Test
        void leavesNoTraceByTypingOrEndingWhatHasNotBegun() {
            hub.replies.accept(deskSays("1"));
            Browser eve = browser("eve");

            hub.ephemeral.fromUser(typing(eve));
            Result ended = hub.send.send(endOfDesk(eve, "m1"));

            assertThat(ended).isEqualTo(new Result.NothingToEnd(0));
            assertThat(world.claims.find(DESK_CHAT)).isEmpty();
            assertThat(world.bot.heard()).isEmpty();
        }

        @Test
        void isNotHelpedByASignedNameThatIsNotTheConversations() {
            hub.replies.accept(deskSays("1"));
            hub.replies.accept(botSays("1"));
            EndUser mallory = new EndUser(browser("eve").who().browser(), "mallory");
            Browser eve = new Browser(hub.clients, "eve with a token", mallory).connect();

            assertThat(eve.bind(DESK_CHAT, 0)).isEqualTo(Bound.NOT_YOURS);
            assertThat(eve.bind(BOT_CHAT, 0)).isEqualTo(Bound.NOT_YOURS);
        }
    }

    @Nested
    class APageThatListensBeforeAnybodyWrote {

        @Test
        void hearsWhatComesAndOwnsNothing() {
            Browser page = browser("early");

            assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            hub.replies.accept(botSays("1"));

            assertThat(page.texts()).containsExactly("1");
            assertThat(world.claims.find(BOT_CHAT)).isEmpty();
        }

        @Test
        void cannotBeginOnceAnythingWasSaid() {
            hub.replies.accept(botSays("1"));

            assertThat(browser("late").bind(BOT_CHAT, 0)).isEqualTo(Bound.NOT_YOURS);
        }

        @Test
        void hearsNoMoreWhenSomebodyElseWrites() {
            Browser early = browser("early");
            early.bind(BOT_CHAT);
            Browser ann = browser("ann");

            Result taken = hub.send.send(toBot(ann, "m1", "2"));
            hub.replies.accept(botSays("3"));

            assertThat(taken).isNotInstanceOf(Result.NotYours.class);
            assertThat(early.texts()).isEmpty();
            assertThat(ann.texts()).containsExactly("3");
            assertThat(early.bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
        }

        @Test
        void hearsNoMoreThoughTheWriterDidNotHearOfTheirClaim() {
            Browser early = browser("early");
            early.bind(BOT_CHAT);
            Browser ann = browser("ann");
            world.claims.loseTheNextReply();
            assertThatThrownBy(() -> hub.send.send(toBot(ann, "m1", "2")))
                    .isInstanceOf(StoreUnavailableException.class);

            hub.send.send(toBot(ann, "m1", "2"));
            hub.replies.accept(botSays("3"));

            assertThat(early.texts()).isEmpty();
            assertThat(ann.texts()).containsExactly("3");
        }

        @Test
        void staysWhenItWritesItself() {
            Browser early = browser("early");
            early.bind(BOT_CHAT);

            hub.send.send(toBot(early, "m1", "2"));
            hub.replies.accept(botSays("3"));

            assertThat(early.texts()).containsExactly("3");
        }

        @Test
        void goesOnAfterALostConnectionWhileNobodyOwnsIt() {
            Browser early = browser("early");
            early.bind(BOT_CHAT);
            early.loseLine();
            hub.replies.accept(botSays("1"));

            early.connect();

            assertThat(early.texts()).containsExactly("1");
        }

        @Test
        void doesNotGoOnWhenSomebodyWroteMeanwhile() {
            Browser early = browser("early");
            early.bind(BOT_CHAT);
            early.loseLine();
            hub.send.send(toBot(browser("ann"), "m1", "2"));
            hub.replies.accept(botSays("3"));

            early.connect();

            assertThat(early.texts()).isEmpty();
        }
    }

    @Nested
    class ARequestThatShowsAName {

        private final Browser page = browser("page");

        private Command shows(String key, EndUser who) {
            return toDesk(new Browser(hub.clients, "page", who), key, "\"hello\"");
        }

        @BeforeEach
        void isOwned() {
            hub.send.send(toDesk(customer("phone"), "m1", "\"hi\""));
            hub.send.send(shows("m2", new EndUser(null, "C-1")));
        }

        @Test
        void bindsTheConversationToItsConnection() {
            hub.replies.accept(deskSays("\"for C-1\""));

            assertThat(page.texts()).containsExactly("\"for C-1\"");
            assertThat(hub.ephemeral.fromUser(typing(page))).isTrue();
        }

        @Test
        void doesNotGiveItToItsConnection() {
            assertThat(hub.clients.who(page.id())).contains(page.who());
            assertThat(hub.send.send(shows("m3", EndUser.NOBODY)))
                    .isInstanceOf(Result.NotYours.class);
        }
    }

    @Nested
    class AStrangerWhoTypes {

        @Test
        void isRefusedOnlyWhereSomebodyElseOwnsIt() {
            Browser ann = browser("ann");
            Browser eve = browser("eve");
            assertThat(hub.ephemeral.fromUser(typing(eve))).isTrue();

            hub.send.send(toDesk(ann, "m1", "1"));

            assertThat(hub.ephemeral.fromUser(typing(eve))).isFalse();
            assertThat(hub.ephemeral.fromUser(typing(ann))).isTrue();
            assertThat(world.bot.heard()).containsExactly("1", "\"typing\"");
        }
    }

    @Nested
    class AStrangerWhoWritesFirst {

        @ParameterizedTest
        @ValueSource(longs = {-1, 0, 1, 2, 4_000_000_000L})
        void seesWhatComesAfterTheirClaimWhateverCursorTheyName(long cursor) {
            hub.replies.accept(deskSays("1"));
            hub.replies.accept(deskSays("2"));
            Browser eve = browser("eve");
            hub.send.send(toDesk(eve, "m1", "\"hello\""));
            hub.replies.accept(deskSays("\"hello eve\""));
            Browser reloaded = new Browser(hub.clients, "eve again", eve.who()).connect();

            reloaded.bind(DESK_CHAT, cursor);
            reloaded.acknowledge(DESK_CHAT, 1);
            reloaded.acknowledge(DESK_CHAT, 2);

            assertThat(eve.texts()).containsExactly("\"hello eve\"");
            assertThat(reloaded.texts()).containsExactly("\"hello eve\"");
            assertThat(deliveries(DESK_CHAT).subList(0, 2))
                    .allMatch(delivery -> delivery instanceof Pending);
        }

        @Test
        void isNotSentAgainWhatTheyAcknowledgedThoughOlderMessagesWait() {
            hub.replies.accept(deskSays("1"));
            Browser eve = browser("eve");
            hub.send.send(toDesk(eve, "m1", "\"hello\""));
            hub.replies.accept(deskSays("3"));
            eve.settle();
            eve.sayGoodbye();
            hub.replies.accept(deskSays("4"));
            Browser reloaded = new Browser(hub.clients, "eve again", eve.who()).connect();

            reloaded.bind(DESK_CHAT);

            assertThat(reloaded.texts()).containsExactly("4");
        }

        @Test
        void leavesAllOfItToTheCustomerWhoComesWithAName() {
            hub.replies.accept(deskSays("1"));
            hub.replies.accept(deskSays("2"));
            Browser eve = browser("eve");
            hub.send.send(toDesk(eve, "m1", "\"hello\""));
            hub.replies.accept(deskSays("4"));
            eve.settle();

            Browser ann = customer("ann");
            ann.bind(DESK_CHAT);
            ann.settle();

            assertThat(ann.texts()).containsExactly("1", "2", "4");
            assertThat(deliveries(DESK_CHAT).getFirst()).isInstanceOf(Delivered.class);
            hub.replies.accept(deskSays("5"));
            assertThat(ann.texts()).containsExactly("1", "2", "4", "5");
        }

        @Test
        void doesNotKeepOlderMessagesFromBeingParked() {
            hub.replies.accept(deskSays("1"));
            Browser eve = browser("eve");
            hub.send.send(toDesk(eve, "m1", "\"hello\""));
            world.clock.advance(Duration.ofHours(24));

            hub.connected.parkUnfetched();

            assertThat(deliveries(DESK_CHAT).getFirst()).isInstanceOf(Parked.class);
            Browser ann = customer("ann");
            ann.bind(DESK_CHAT);
            assertThat(ann.texts()).containsExactly("1");
        }

        @Test
        void hearsNothingOfWhatBecomesOfOlderMessages() {
            world.bot.replies(AWAY, AWAY, AWAY, AWAY, AWAY, AWAY);
            Browser ann = browser("ann");
            hub.send.send(toBot(ann, "m1", "1"));
            world.claims.replace(
                    world.claims.find(BOT_CHAT).orElseThrow(),
                    world.claims.find(BOT_CHAT).orElseThrow().released(1));
            Browser eve = browser("eve");

            hub.send.send(toBot(eve, "m2", "2"));
            world.clock.advance(Duration.ofMinutes(5));

            assertThat(world.bot.heard()).endsWith("1", "2");
            assertThat(eve.notices())
                    .allSatisfy(notice -> assertThat(notice.toString()).doesNotContain("m1"))
                    .hasSize(1);
        }

        @Test
        void isOneOfTwoWhoWriteAtOnce() {
            List<Browser> strangers = List.of(browser("eve"), browser("mallory"));

            List<Result> results =
                    InParallel.results(
                            2,
                            i ->
                                    hub.send.send(
                                            toDesk(
                                                    strangers.get(i),
                                                    "m" + i,
                                                    Integer.toString(i))));

            assertThat(results).hasAtLeastOneElementOfType(Result.NotYours.class);
            assertThat(results).hasAtLeastOneElementOfType(Result.Journaled.class);
            assertThat(journaled(DESK_CHAT)).hasSize(1).isEqualTo(world.bot.heard());
        }

        @Test
        void mayRepeatWhatWasNotStored() {
            hub.replies.accept(deskSays("1"));
            Browser eve = browser("eve");
            world.outage.begin();
            assertThatThrownBy(() -> hub.send.send(toDesk(eve, "m1", "\"hello\"")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            Result repeated = hub.send.send(toDesk(eve, "m1", "\"hello\""));
            hub.replies.accept(deskSays("3"));

            assertThat(repeated).isInstanceOf(Result.Journaled.class);
            assertThat(eve.texts()).containsExactly("3");
        }
    }

    @Nested
    class AnOwnerWhoGaveItUp {

        @Test
        void provesNothingAnyMoreUntilTheyWriteAgain() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            hub.send.send(endOfDesk(ann, "m2"));
            hub.replies.accept(deskSays("\"late\""));

            assertThat(ann.bind(DESK_CHAT, 0)).isEqualTo(Bound.NOT_YOURS);
            hub.send.send(toDesk(ann, "m3", "2"));
            hub.replies.accept(deskSays("\"new\""));

            assertThat(ann.texts()).containsExactly("\"new\"");
        }

        @Test
        void claimsNothingByARepeat() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            hub.send.send(endOfDesk(ann, "m2"));

            assertThat(hub.send.send(endOfDesk(ann, "m2"))).isInstanceOf(Result.Journaled.class);
            assertThat(hub.send.send(toDesk(ann, "m1", "1"))).isInstanceOf(Result.Journaled.class);
            assertThat(hub.send.send(toDesk(ann, "m1", "other")))
                    .isInstanceOf(Result.KeyReused.class);

            assertThat(world.claims.find(DESK_CHAT))
                    .hasValueSatisfying(claim -> assertThat(claim.isReleased()).isTrue());
            assertThat(journaled(DESK_CHAT)).hasSize(2);
        }

        @Test
        void doesNotGoOnWithItWhenTheyComeBack() {
            Browser ann = browser("ann");
            Browser tab = new Browser(hub.clients, "ann-2", ann.who()).connect();
            hub.send.send(toDesk(ann, "m1", "1"));
            tab.bind(DESK_CHAT);
            tab.loseLine();
            hub.send.send(endOfDesk(ann, "m2"));
            hub.replies.accept(deskSays("\"late\""));

            tab.connect();
            assertThat(tab.texts()).isEmpty();
            tab.loseLine();
            hub.send.send(toDesk(ann, "m3", "2"));
            hub.replies.accept(deskSays("\"new\""));
            tab.connect();

            assertThat(tab.texts()).containsExactly("\"new\"");
        }

        @Test
        void goesOnWhereTheyWereIfTheyShowTheirName() {
            Browser ann = customer("ann");
            ann.bind(DESK_CHAT);
            hub.replies.accept(deskSays("1"));
            ann.settle();
            ann.loseLine();
            hub.replies.accept(deskSays("2"));

            ann.connect();

            assertThat(ann.texts()).containsExactly("1", "2");
        }
    }

    @Nested
    class ABackEnd {

        @Test
        void saysWhoseTheWholeConversationIs() {
            hub.replies.accept(botSays("\"kept\""));
            Browser ann = browser("ann");

            hub.send.send(byBackEnd(ann, "ann"));

            assertThat(ann.texts()).containsExactly("\"kept\"");
            EndUser named = new EndUser(browser("other").who().browser(), "ann");
            Browser elsewhere = new Browser(hub.clients, "ann elsewhere", named).connect();
            assertThat(elsewhere.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        }

        @Test
        void thatNamesNobodyPassesOnWhatABrowserWrote() {
            hub.replies.accept(botSays("\"kept\""));
            Browser eve = browser("eve");

            hub.send.send(byBackEnd(eve, null));

            assertThat(eve.texts()).isEmpty();
            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        }
    }
}

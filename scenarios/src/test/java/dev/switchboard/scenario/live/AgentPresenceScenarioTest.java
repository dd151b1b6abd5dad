package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Agents of the desk as colleagues see them, and the effect of colleagues' changes on the desk.
class AgentPresenceScenarioTest extends LiveStory {

    private static final OrgId ORG = new OrgId("12345");
    private static final UserRef ANN = new UserRef(ORG, 1);
    private static final UserRef BEN = new UserRef(ORG, 2);
    private static final Viewer BOSS = Viewer.of(ORG, 99, Set.of(Role.SUPERVISOR));

    private final Browser user = browser("user");
    private LiveHub now = hub;

    @BeforeEach
    void talkToTheBot() {
        own(user, BOT_CHAT);
        says("help");
    }

    private TestConsole console(String name, UserRef who) {
        return new TestConsole(now.agents, name).as(who).connect();
    }

    private void says(String text) {
        now.send.send(toBot(user, "q-" + text, "\"" + text + "\""));
    }

    private void pass(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    private void restart() {
        now = now.crash();
    }

    private WatchPresence watching() {
        return now.presence.watch();
    }

    private void choosesOverThere(UserRef who, long state) {
        now.presence.reports().choose(BOSS, who, 1, state);
    }

    private String state(UserRef who) {
        return new Colleague(watching(), BOSS).state(who);
    }

    private long unread(UserRef who) {
        return new Colleague(watching(), BOSS).unread(who);
    }

    /// The values of a user's counter that watchers get from now on.
    private List<Long> counts(UserRef who) {
        List<Long> totals = new ArrayList<>();
        Runnable _ =
                watching()
                        .follow(
                                ORG,
                                change -> {
                                    if (change instanceof OrganisationChange.Unread counted
                                            && counted.user().equals(who)) {
                                        totals.add(counted.total());
                                    }
                                });
        return totals;
    }

    @Nested
    class Availability {

        @Test
        void isOneRecordWhoeverChoosesIt() {
            TestConsole desk = console("ann/1", ANN);
            TestConsole laptop = console("ann/2", ANN);

            now.agents.views().choose(desk.id, 1, 4);
            String away = state(ANN);
            choosesOverThere(ANN, 2);

            assertThat(away).isEqualTo("Away");
            for (TestConsole console : List.of(desk, laptop)) {
                assertThat(console.told(ConsoleEvent.AvailabilityChanged.class))
                        .extracting(it -> it.availability().stateId())
                        .containsExactly(4L, 2L);
            }
        }

        @Test
        void chosenElsewhereDecidesWhoIsOffered() {
            TestConsole ann = console("ann", ANN);
            pass(1);
            TestConsole ben = console("ben", BEN);
            choosesOverThere(ANN, 2);

            now.replies.accept(botAsksForAgent());
            ConsoleEvent.Offer toBen = ben.offer();
            choosesOverThere(BEN, 4);
            Handoff waits = world.handoffs.find(BOT_CHAT).orElseThrow();
            choosesOverThere(ANN, 1);

            assertThat(toBen.handoff().agent()).isEqualTo(ben.agent.id());
            assertThat(ben.last(ConsoleEvent.Revoked.class).handoff()).isEqualTo(waits.id());
            assertThat(waits).isInstanceOf(Handoff.Waiting.class);
            assertThat(ann.acceptOffer().lease().agent()).isEqualTo(ann.agent.id());
        }

        @Test
        void isOfflineHalfAMinuteAfterTheLastConsoleWasLost() {
            TestConsole desk = console("ann/1", ANN);
            TestConsole laptop = console("ann/2", ANN);
            now.agents.views().choose(desk.id, 1, 2);

            desk.disconnect();
            pass(60);
            String withOne = state(ANN);
            laptop.disconnect();
            pass(29);
            String justGone = state(ANN);
            pass(1);
            String gone = state(ANN);
            TestConsole back = console("ann/1", ANN);

            assertThat(List.of(withOne, justGone, gone)).containsExactly("Busy", "Busy", "Offline");
            assertThat(state(ANN)).isEqualTo("Busy");
            assertThat(back.last(ConsoleEvent.Ready.class).availability().stateId()).isEqualTo(2);
            assertThat(back.told(ConsoleEvent.AvailabilityChanged.class)).isEmpty();
        }

        @Test
        void staysWhenTheConsoleComesBackInTime() {
            console("ann/1", ANN).disconnect();
            pass(29);
            TestConsole back = console("ann/2", ANN);
            pass(60);

            assertThat(state(ANN)).isEqualTo("Available");
            assertThat(back.told(ConsoleEvent.AvailabilityChanged.class)).isEmpty();
        }

        @Test
        void isOfflineAtOnceAfterASignOutOfTheLastConsole() {
            TestConsole desk = console("ann/1", ANN);
            TestConsole laptop = console("ann/2", ANN);

            desk.signOut();
            String withOne = state(ANN);
            laptop.signOut();

            assertThat(withOne).isEqualTo("Available");
            assertThat(state(ANN)).isEqualTo("Offline");
        }

        @Test
        void ofWhoIsNobodysUserIsTheDesksOwn() {
            TestConsole joe = new TestConsole(now.agents, "joe").connect();
            now.agents.views().choose(joe.id, 1, 2);

            now.replies.accept(botAsksForAgent());

            assertThat(joe.told(ConsoleEvent.Offer.class)).isEmpty();
            now.agents.views().choose(joe.id, 1, 1);
            assertThat(joe.acceptOffer().lease().agent()).isEqualTo(joe.agent.id());
            assertThat(world.organisations.load(ORG)).isEmpty();
        }

        @Test
        void outlivesTheHubForWhoComesBackAndEndsForWhoDoesNot() {
            TestConsole ann = console("ann", ANN);
            console("ben", BEN);
            now.agents.views().choose(ann.id, 1, 4);

            restart();
            console("ann", ANN);
            List<String> first = List.of(state(ANN), state(BEN));
            pass(30);

            assertThat(first).containsExactly("Away", "Available");
            assertThat(List.of(state(ANN), state(BEN))).containsExactly("Away", "Offline");
        }
    }

    @Nested
    class UnreadCounts {

        private TestConsole ann;
        private Held held;

        @BeforeEach
        void accept() {
            ann = console("ann", ANN);
            now.replies.accept(botAsksForAgent());
            held = ann.acceptOffer();
        }

        @Test
        void riseWithEachMessageAndFallWithWhatIsRead() {
            List<Long> totals = counts(ANN);

            says("one");
            says("two");
            says("three");
            now.agents.messages().read(ann.id, BOT_CHAT, held.seq() + 2);
            now.agents.messages().read(ann.id, BOT_CHAT, held.seq() + 3);

            assertThat(totals).containsExactly(1L, 2L, 3L, 1L, 0L);
        }

        @Test
        void standBesideWhatABackEndCounts() {
            now.presence.unread().count(ANN, new Counting.Add(5), null);

            says("one");
            pass(1);

            assertThat(unread(ANN)).isEqualTo(6);
            assertThat(ann.last(ConsoleEvent.Unread.class).total()).isEqualTo(1);
        }

        @Test
        void endWithTheConversation() {
            says("one");

            ann.end(BOT_CHAT, held.lease());

            assertThat(unread(ANN)).isZero();
        }

        @Test
        void followATransfer() {
            TestConsole ben = console("ben", BEN);
            says("one");

            ann.transfer(BOT_CHAT, held.lease(), new Destination.ToAgent(ben.agent.id()), "");
            long left = unread(ANN);
            says("two");
            ben.acceptOffer();
            says("three");

            assertThat(left).isZero();
            assertThat(unread(ANN)).isZero();
            assertThat(unread(BEN)).isEqualTo(3);
            restart();
            assertThat(unread(BEN)).isEqualTo(3);
        }

        @Test
        void riseWithTheWordsOfBotsToo() {
            now.replies.accept(LiveTalk.botSays("\"one\""));

            assertThat(unread(ANN)).isEqualTo(1);
        }

        @Test
        void endWithALeaseThatLapses() {
            says("one");

            pass(120);

            assertThat(unread(ANN)).isZero();
            assertThat(world.handoffs.find(BOT_CHAT).orElseThrow())
                    .isNotInstanceOf(Handoff.Leased.class);
        }

        @Test
        void areTheSameAfterARestart() {
            says("one");
            says("two");

            restart();
            long kept = unread(ANN);
            TestConsole back = console("ann", ANN);
            long again = unread(ANN);
            says("three");
            pass(1);

            assertThat(List.of(kept, again, unread(ANN))).containsExactly(2L, 2L, 3L);
            assertThat(back.last(ConsoleEvent.Unread.class).total()).isEqualTo(3);
        }

        /// The store failed between the end of the lease and its count.
        @Test
        void areNotStaleWhenTheHubDiesBeforeTheyAreStored() {
            says("one");
            var stale = world.organisations.load(ORG).orElseThrow();
            ann.end(BOT_CHAT, held.lease());
            world.organisations.put(ORG, stale);

            restart();

            assertThat(unread(ANN)).isZero();
        }

        @Test
        void areGoneWithTheLeaseOfWhoDoesNotComeBackAfterARestart() {
            says("one");

            restart();
            long kept = unread(ANN);
            pass(60);

            assertThat(kept).isEqualTo(1);
            assertThat(unread(ANN)).isZero();
        }

        @Test
        void followTheDeskAgainAfterTheStoreWasAway() {
            says("one");
            List<Long> totals = counts(ANN);

            world.outage.begin();
            now.agents.messages().read(ann.id, BOT_CHAT, held.seq() + 1);
            world.outage.end();
            pass(5);

            assertThat(ann.last(ConsoleEvent.Unread.class).total()).isZero();
            assertThat(totals).containsExactly(0L);
        }
    }
}

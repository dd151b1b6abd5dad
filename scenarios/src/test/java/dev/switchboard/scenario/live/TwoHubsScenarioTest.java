package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.part;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Two hubs share a store, and each has some of its partitions. Each works on what is its own,
/// takes up what it is given, and leaves alone what it loses.
class TwoHubsScenarioTest extends LiveStory {

    private static final ConversationId USER = ConversationId.of(LiveChats.ORIGIN, "acme:52155");
    private static final Partitions MOVING = Partitions.of(BOT_CHAT).plus(Partitions.of(USER));

    /// Half of all, and not the desk: what may wait at a hub depends on its part.
    private static final Partitions OURS =
            Partitions.of(Partitions.ALL.numbers().filter(number -> number % 2 == 1)).plus(MOVING);

    private final LiveHub other = new LiveHub(world);

    @BeforeEach
    void share() {
        other.ownership.lose(OURS, other.listeners());
        hub.ownership.lose(Partitions.ALL.minus(OURS), hub.listeners());
    }

    private void move(boolean clean) {
        hub.ownership.lose(MOVING, hub.listeners());
        other.ownership.take(MOVING, clean, other.listeners());
    }

    private void pass(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    private void sweepBoth() {
        hub.sweep();
        other.sweep();
    }

    @Nested
    class Lanes {

        private final Browser user = browser("user");

        @BeforeEach
        void isAway() {
            own(user, BOT_CHAT);
            world.bot.replies(AWAY);
            hub.send.send(toBot(user, "q-1", "\"hello\""));
        }

        @Test
        void workWhereTheConversationIs() {
            other.delivery.sweep();

            assertThat(world.bot.heard()).hasSize(1);
            assertThat(other.delivery.watch().load().lanes()).isZero();
        }

        @Test
        void moveWithTheirConversation() {
            move(true);
            pass(300);
            sweepBoth();

            assertThat(world.bot.heard()).hasSize(2);
            assertThat(deliveries(BOT_CHAT)).first().isInstanceOf(Delivered.class);
            assertThat(hub.delivery.watch().load().lanes()).isZero();
        }

        /// A lane of a conversation in doubt looks into the journal several times.
        @Test
        void lookForNoDoubtfulAppendOfWhatIsLost() {
            world.journal.appendsLate();
            assertThatThrownBy(() -> hub.send.send(toBot(user, "q-2", "\"late\"")))
                    .isInstanceOf(StoreUnavailableException.class);
            hub.ownership.lose(MOVING, hub.listeners());
            world.journal.lateAppendTakesEffect();
            int heard = world.bot.heard().size();

            pass(300);

            assertThat(world.bot.heard()).hasSize(heard);
        }

        @Test
        void noteNoMissingAnswerOfWhatIsLost() {
            pass(10);
            assertThat(world.bot.heard()).hasSize(2);

            move(true);
            pass(300);

            assertThat(journaled(BOT_CHAT)).noneMatch(text -> text.contains("answer_overdue"));
        }
    }

    @Nested
    class PartsOfAnAnswer {

        @Test
        void areRefusedWhereTheConversationIsNot() {
            assertThatThrownBy(() -> other.replies.accept(part(0, "0")))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> other.replies.accept(part(1, "1")))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(journaled(BOT_CHAT)).isEmpty();
            assertThat(world.parts.all()).isEmpty();
        }

        @Test
        void areReleasedOnceByTheHubThatTakesThem() {
            hub.replies.accept(part(1, "1"));

            move(false);
            pass(10);

            assertThat(journaled(BOT_CHAT)).containsExactly("1");
            assertThat(world.parts.all()).isEmpty();
        }

        @Test
        void keepTheirOrderOverTheMove() {
            hub.replies.accept(part(1, "1"));
            move(true);

            other.replies.accept(part(0, "0"));
            pass(10);

            assertThat(journaled(BOT_CHAT)).containsExactly("0", "1");
        }

        /// The trial to give the conversation away is over while the store takes its time.
        @Test
        void areReleasedByAHubThatKeepsTheirConversationMeanwhile() {
            world.parts.beforePutting(() -> {
                hub.ownership.lose(MOVING, hub.listeners());
                hub.ownership.take(MOVING, true, hub.listeners());
            });

            hub.replies.accept(part(1, "1"));
            pass(10);

            assertThat(journaled(BOT_CHAT)).containsExactly("1");
        }

        /// The next hub has not found them yet when the time of one is over that it was given.
        @Test
        void keepTheirOrderOverAMoveWithALateLook() {
            hub.replies.accept(part(1, "1"));
            hub.ownership.lose(MOVING, hub.listeners());
            other.ownership.take(MOVING, true);

            other.replies.accept(part(2, "2"));
            pass(10);

            assertThat(journaled(BOT_CHAT)).containsExactly("1", "2");
        }

        @Test
        void waitWhileNobodyHasTheConversation() {
            hub.replies.accept(part(1, "1"));
            hub.ownership.lose(MOVING, hub.listeners());

            pass(10);

            assertThat(journaled(BOT_CHAT)).isEmpty();
            assertThat(world.parts.all()).hasSize(1);
        }
    }

    @Nested
    class HandoffsAndLeases {

        private static final AgentAtConsole HER =
                new AgentAtConsole(new Agent(TenantId.DEFAULT, new AgentId("ann")), false, 0);

        private final TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        private final Held held = begun();

        private Held begun() {
            hub.replies.accept(botAsksForAgent());
            return ann.acceptOffer();
        }

        private Handoff handoff() {
            return world.handoffs.find(BOT_CHAT).orElseThrow();
        }

        /// That hub knows no console of the agent.
        @Test
        void areNotEndedByAHubThatDoesNotHaveThem() {
            pass(90);
            sweepBoth();

            assertThat(handoff()).isInstanceOf(Handoff.Leased.class);
            assertThat(other.agents.queueFigures())
                    .extracting(QueueFigure::waiting)
                    .allMatch(waiting -> waiting == 0);
        }

        @Test
        void haveTheirWholeLengthWhereTheyAreTaken() {
            pass(100);
            var _ = new TestConsole(other.agents, "ann").connect();

            move(false);
            pass(100);
            sweepBoth();

            assertThat(handoff()).isInstanceOf(Handoff.Leased.class);
        }

        @Test
        void areContinuedByTheirAgentOnTheHubThatTakesThem() {
            TestConsole there = new TestConsole(other.agents, "ann").connect();
            move(true);

            assertThat(there.say(BOT_CHAT, held.lease(), "m-1", "hello"))
                    .isInstanceOf(SendResult.Accepted.class);

            assertThat(journaled(BOT_CHAT)).last().asString().contains("hello");
        }

        /// The renewal of a lease is stored a moment later, together with those of others.
        @Test
        void areNotWrittenAnyMoreWhereTheyAreLost() {
            hub.handoffs.forDesks().leases().renew(BOT_CHAT, held.lease().id(), HER);
            hub.ownership.lose(MOVING, hub.listeners());
            int calls = world.handoffs.calls();

            pass(300);
            hub.handoffs.close();

            assertThat(world.handoffs.calls()).isEqualTo(calls);
        }

        @Test
        void permitNothingWhereTheyAreLost() {
            move(true);
            int before = journaled(BOT_CHAT).size();

            assertThatThrownBy(() -> hub.handoffs.forDesks().writer().say(command(), HER))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(journaled(BOT_CHAT)).hasSize(before);
        }

        private MessageCommand command() {
            return new MessageCommand(
                    BOT_CHAT, held.lease().id(), "m-1", new Content("{}"), List.of(), "print");
        }

        @Test
        void sendConsolesToTheHubThatHasTheirDesk() {
            assertThat(ann.wasMoved()).isTrue();
            assertThatThrownBy(ann::connect).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Nested
    class ChatsInCreation {

        private void connect() {
            hub.chats
                    .opener()
                    .connect(
                            new Command(
                                    USER,
                                    LiveChats.request("{\"order\":7}", "body"),
                                    false,
                                    ScriptedDesk.NAME,
                                    Map.of("button-id", "b-1")));
        }

        private void loseItWhileTheDeskIsCalled() {
            world.desk.openings.add(() -> {
                hub.ownership.lose(MOVING, hub.listeners());
                return new Opening.Opened(true);
            });
            assertThatThrownBy(this::connect).isInstanceOf(StoreUnavailableException.class);
        }

        private Chat chat() {
            return world.chats.newest(USER, 1).getFirst();
        }

        @Test
        void areNotChangedByAHubThatLosesThem() {
            loseItWhileTheDeskIsCalled();
            pass(120);
            sweepBoth();

            assertThat(chat().state()).isEqualTo(Chat.State.CREATING);
        }

        @Test
        void areOpenedByAHubThatIsAboutToGiveThemAway() {
            world.desk.openings.add(() -> {
                hub.ownership.give(MOVING);
                assertThat(hub.chats.partitions().giving(MOVING)).isEqualTo(Progress.UNDER_WAY);
                return new Opening.Opened(true);
            });

            connect();

            assertThat(chat().state()).isEqualTo(Chat.State.ON_HOLD);
            assertThat(hub.chats.partitions().giving(MOVING)).isEqualTo(Progress.QUIET);
        }

        @Test
        void areEndedByTheHubThatTakesThem() {
            loseItWhileTheDeskIsCalled();
            other.ownership.take(MOVING, false, other.listeners());
            assertThat(chat().state()).isEqualTo(Chat.State.CREATING);

            pass(120);
            sweepBoth();

            assertThat(chat().reason()).isEqualTo(EndReason.NOT_CREATED);
            assertThat(world.desk.seen).contains("abandoned");
        }
    }

    @Nested
    class Acknowledgements {

        private final Browser one = browser("one");

        /// The position of the session is stored, and the hub ends before it settles the delivery.
        @BeforeEach
        void acknowledge() {
            other.connected.sweep();
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            world.journal.settlesNothing(true);
            one.settle();
            world.journal.settlesNothing(false);
            hub.ownership.lose(MOVING, hub.listeners());
        }

        @Test
        void areSettledByNobodyElse() {
            other.connected.sweep();

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
        }

        /// It may be the hub to which the client was connected, started anew.
        @Test
        void areSettledByAHubThatStarts() {
            LiveHub third = new LiveHub(world);
            third.ownership.lose(MOVING, third.listeners());

            third.connected.sweep();

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void areSettledByTheHubThatTakesTheConversation() {
            other.connected.sweep();

            other.ownership.take(MOVING, true, other.listeners());

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }
    }
}

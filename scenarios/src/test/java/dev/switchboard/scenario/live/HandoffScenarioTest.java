package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Beat;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Why;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.QueueTarget;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.QueuePosition;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A user on whom the bot gives up goes to an agent, and back to the bot.
class HandoffScenarioTest extends LiveStory {

    final Browser user = browser("user");

    @BeforeEach
    void talkToTheBot() {
        own(user, BOT_CHAT);
        assertThat(hub.send.send(toBot(user, "q-1", "\"help\""))).isInstanceOf(Result.class);
        user.settle();
    }

    TestConsole console(String name) {
        return new TestConsole(hub.agents, name).connect();
    }

    void pass(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    void userSays(String key, String text) {
        hub.send.send(toBot(user, key, "\"" + text + "\""));
    }

    Handoff handoff() {
        return world.handoffs.find(BOT_CHAT).orElseThrow();
    }

    List<Message> said() {
        return world.store.history().messages(BOT_CHAT, 0, 100).stream()
                .map(recorded -> recorded.message())
                .toList();
    }

    @Nested
    class WhenTheBotAsks {

        @Test
        void theUserWaitsInTheQueueAndTheBotHearsNoMore() {
            int heard = world.bot.heard().size();

            hub.replies.accept(botAsksForAgent());
            Result result = hub.send.send(toBot(user, "q-2", "\"hello?\""));

            assertThat(handoff()).isInstanceOf(Waiting.class);
            assertThat(result).isInstanceOf(Result.Queued.class);
            assertThat(world.bot.heard().size()).isEqualTo(heard);
            assertThat(hub.pending.pending(Target.CONSOLES)).isEqualTo(1);
            assertThat(hub.agents.queueFigures())
                    .filteredOn(figure -> figure.queue().equals(QueueId.DEFAULT))
                    .extracting(QueueFigure::waiting)
                    .containsExactly(1);
        }

        @Test
        void whatTheUserSaysIsNotSentBackToTheUser() {
            hub.replies.accept(botAsksForAgent());
            int before = user.texts().size();

            userSays("q-2", "hello?");

            assertThat(user.texts()).hasSize(before);
        }

        @Test
        void theConversationRecordsItOnceBehindTheBotsWords() {
            hub.replies.accept(botAsksForAgent());
            hub.replies.accept(botAsksForAgent());

            assertThat(journaled(BOT_CHAT))
                    .filteredOn(text -> text.contains("handoff_requested"))
                    .hasSize(1);
            assertThat(journaled(BOT_CHAT).getLast()).contains("\"version\":1");
        }

        @Test
        void aRepeatAfterTheEndBeginsNothing() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            ann.end(BOT_CHAT, lease);

            hub.replies.accept(botAsksForAgent());

            assertThat(handoff()).isInstanceOf(Handoff.Ended.class);
        }

        @Test
        void aCrashBeforeTheReplyLosesNeither() {
            world.outage.begin();
            assertThatThrownBy(() -> hub.replies.accept(botAsksForAgent()))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            LiveHub next = hub.crash();
            next.replies.accept(botAsksForAgent());

            assertThat(handoff()).isInstanceOf(Waiting.class);
            assertThat(journaled(BOT_CHAT))
                    .filteredOn(text -> text.contains("handoff_requested"))
                    .hasSize(1);
        }
    }

    /// Conversations without an agent cause no reads of handoffs.
    @Test
    void aConversationWithTheBotAloneAsksTheStoreOfHandoffsNothing() {
        int before = world.handoffs.calls();

        userSays("q-2", "one");
        userSays("q-3", "two");
        hub.replies.accept(botSays("\"three\""));
        user.settle();

        assertThat(world.handoffs.calls()).isEqualTo(before);
    }

    /// The hub before was frozen between the check of its right and a write.
    @Nested
    class AfterAnUncleanTakeOver {

        private final LiveHub former = new LiveHub(world);

        @BeforeEach
        void takeOver() {
            hub.ownership.take(Partitions.ALL, false, hub.handoffs.partitions());
            former.replies.accept(botAsksForAgent());
        }

        @Test
        void theWordsOfAUserWhoWaitsByALateHandoffGoToNoBot() {
            int heard = world.bot.heard().size();

            userSays("q-2", "hello?");

            assertThat(world.bot.heard()).hasSize(heard);
        }

        @Test
        void aLateHandoffIsTakenUp() {
            TestConsole ann = console("ann");

            hub.handoffs.partitions().recover(Partitions.ALL, true);
            pass(1);

            assertThat(ann.acceptOffer().lease().agent()).isEqualTo(ann.agent.id());
        }

        @Test
        void aPartitionThatIsLostLeavesNothingInTheQueues() {
            hub.handoffs.partitions().recover(Partitions.ALL, true);

            hub.ownership.lose(Partitions.ALL, hub.handoffs.partitions(), hub.agents.partitions());

            assertThat(hub.agents.queueFigures()).extracting(QueueFigure::waiting).containsOnly(0);
        }
    }

    @Nested
    class AnOffer {

        @Test
        void goesToTheNextAfterItsDeadlineAndTheLateAcceptIsRefused() {
            TestConsole ann = console("ann");
            pass(1);
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            ConsoleEvent.Offer first = ann.offer();

            pass(30);

            assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.DEADLINE);
            assertThat(ann.accept(first.handoff().id(), first.handoff().version()))
                    .isIn(DeskRefusal.TAKEN, DeskRefusal.CHANGED);
            assertThat(ben.acceptOffer().lease().agent()).isEqualTo(ben.agent.id());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -1})
        void standsUntilItsDeadlineIfTheClockIsSet(int hours) {
            TestConsole ann = console("ann");
            pass(1);
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());

            world.clock.set(Duration.ofHours(hours));
            pass(29);
            assertThat(ann.told(ConsoleEvent.Revoked.class)).isEmpty();
            pass(1);

            assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.DEADLINE);
            assertThat(ben.acceptOffer().lease().agent()).isEqualTo(ben.agent.id());
        }

        @Test
        void isAnyonesOnceAllWereTried() {
            TestConsole ann = console("ann");
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            pass(30);
            pass(30);
            Waiting waiting = (Waiting) handoff();

            assertThat(waiting.tried()).containsOnly(ann.agent.id(), ben.agent.id());
            assertThat(ann.accept(waiting.id(), waiting.version()))
                    .isInstanceOf(Accepted.Done.class);
        }

        @Test
        void goesOnWhenItIsDeclined() {
            TestConsole ann = console("ann");
            pass(1);
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            ConsoleEvent.Offer offer = ann.offer();

            hub.agents
                    .acceptance()
                    .decline(ann.id, offer.handoff().id(), offer.handoff().version(), "");

            assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.CANCELLED);
            assertThat(ben.offer().handoff().agent()).isEqualTo(ben.agent.id());
        }

        @Test
        void tellsWhatTheUserSaidLast() {
            TestConsole ann = console("ann");

            hub.replies.accept(botAsksForAgent());

            Message last = ann.offer().last();
            assertThat(last).isNotNull();
            assertThat(TestConsole.text(last)).isEqualTo("\"help\"");
        }

        @Test
        void isMadeToWhoComes() {
            hub.replies.accept(botAsksForAgent());

            TestConsole ann = console("ann");

            assertThat(ann.offer().handoff().conversation()).isEqualTo(BOT_CHAT);
            assertThat(ann.all.getFirst()).isInstanceOf(ConsoleEvent.Ready.class);
        }

        @Test
        void isWithdrawnFromWhoIsGone() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            pass(1);
            ann.disconnect();
            TestConsole ben = console("ben");

            pass(30);

            assertThat(ben.offer().handoff().agent()).isEqualTo(ben.agent.id());
        }

        @Test
        void isNotMadeToWhoHasBeenGoneForAWhile() {
            TestConsole here = console("ann/1");
            TestConsole there = console("ann/2");

            here.disconnect();
            pass(30);
            AgentReadiness withOne = hub.availability.find(there.agent);
            there.disconnect();
            pass(29);
            AgentReadiness justGone = hub.availability.find(there.agent);
            pass(1);

            assertThat(withOne).isEqualTo(AgentReadiness.AVAILABLE);
            assertThat(justGone).isEqualTo(AgentReadiness.AVAILABLE);
            assertThat(hub.availability.find(there.agent)).isEqualTo(AgentReadiness.OFFLINE);
        }

        @Test
        void isWithdrawnFromWhoTakesNoChatsAnyMore() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());

            hub.agents.views().choose(ann.id, 1, 2);

            assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.CANCELLED);
            assertThat(ann.accept(handoff().id(), handoff().version()))
                    .isEqualTo(DeskRefusal.NOT_AVAILABLE);
            hub.agents.views().choose(ann.id, 1, 1);
            assertThat(ann.accept(handoff().id(), handoff().version()))
                    .isInstanceOf(Accepted.Done.class);
        }
    }

    @Nested
    class AnAccept {

        @Test
        void showsAllUpToExactlyThereAndPushesWhatComesNext() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            userSays("q-2", "while waiting");

            Held done = ann.acceptOffer();
            userSays("q-3", "live");

            ConsoleEvent.ContextSnapshot shown = ann.last(ConsoleEvent.ContextSnapshot.class);
            assertThat(shown.held().seq()).isEqualTo(done.seq());
            assertThat(shown.shown().complete()).isTrue();
            assertThat(shown.shown().said())
                    .extracting(Message::seq)
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(ann.seqs()).containsExactly(done.seq() + 1);
            assertThat(ann.texts()).containsExactly("\"live\"");
        }

        @Test
        void makesWhatTheUserSaidDeliveredOnceTheAgentAnswers() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            userSays("q-2", "while waiting");
            var lease = ann.acceptOffer().lease();
            assertThat(hub.pending.pending(Target.CONSOLES)).isEqualTo(1);

            ann.say(BOT_CHAT, lease, "m-1", "hi");

            assertThat(hub.pending.pending(Target.CONSOLES)).isZero();
            assertThat(user.notices())
                    .hasAtLeastOneElementOfType(ClientLine.ClientEvent.Settled.class);
        }

        @Test
        void isAnsweredAgainWhenItsAnswerGotLost() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ConsoleEvent.Offer offer = ann.offer();
            Held first = ann.acceptOffer();

            Accepted again = ann.accept(offer.handoff().id(), offer.handoff().version());

            assertThat(again).isInstanceOf(Accepted.Done.class);
            assertThat(((Accepted.Done) again).held().lease().id()).isEqualTo(first.lease().id());
            assertThat(ann.told(ConsoleEvent.ContextSnapshot.class)).hasSize(1);
        }

        @Test
        void isFinishedByTheNextTryWhenTheStoreWentAwayInTheMiddle() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ConsoleEvent.Offer offer = ann.offer();
            world.outage.begin();
            assertThatThrownBy(() -> ann.accept(offer.handoff().id(), offer.handoff().version()))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            assertThat(ann.acceptOffer().conversation()).isEqualTo(BOT_CHAT);
        }

        @Test
        void isRefusedBeyondTheLimit() {
            TestConsole ann = console("ann");
            for (int i = 0; i < 3; i++) {
                var chat = ConversationId.of("bot", "l-" + i);
                hub.handoffs
                        .requests()
                        .ask(
                                AgentRequest.ofClient(
                                        chat,
                                        new Handoff.Customer(
                                                "c", "", Handoff.Customer.NOTHING_ELSE),
                                        "test"));
            }
            ann.told(ConsoleEvent.Offer.class)
                    .forEach(it -> ann.accept(it.handoff().id(), it.handoff().version()));

            Handoff third = world.handoffs.find(ConversationId.of("bot", "l-2")).orElseThrow();
            assertThat(ann.told(ConsoleEvent.Offer.class)).hasSize(2);
            assertThat(ann.accept(third.id(), third.version())).isEqualTo(DeskRefusal.AT_LIMIT);
        }
    }

    @Nested
    class SeveralConsoles {

        @Test
        void ofAnAgentSeeTheSame() {
            TestConsole desk = console("ann/1");
            TestConsole home = console("ann/2");
            hub.replies.accept(botAsksForAgent());

            var lease = desk.acceptOffer().lease();
            desk.say(BOT_CHAT, lease, "m-1", "hi");
            userSays("q-2", "thanks");
            pass(1);

            assertThat(home.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.TAKEN);
            assertThat(home.told(ConsoleEvent.ContextSnapshot.class)).hasSize(1);
            assertThat(home.seqs()).isEqualTo(desk.seqs()).hasSize(2);
            assertThat(desk.last(ConsoleEvent.Unread.class).total()).isEqualTo(1);
        }

        @Test
        void hearNothingIfTheyAreGoneBeforeTheyAreShownTheConversation() {
            TestConsole desk = console("ann/1");
            TestConsole home = console("ann/2");
            hub.replies.accept(botAsksForAgent());
            desk.withTheNext(ConsoleEvent.ContextSnapshot.class, home::disconnect);

            desk.acceptOffer();
            hub.agents.messages().typing(desk.id, BOT_CHAT, true);

            assertThat(desk.told(ConsoleEvent.Typing.class)).isNotEmpty();
            assertThat(home.told(ConsoleEvent.Typing.class)).isEmpty();
        }

        @Test
        void hearOfTypingOnceASecondAndOfEachChange() {
            TestConsole desk = console("ann");
            hub.replies.accept(botAsksForAgent());
            desk.acceptOffer();

            for (boolean active : List.of(true, true, false, false)) {
                assertThat(hub.agents.messages().typing(desk.id, BOT_CHAT, active)).isEmpty();
            }
            pass(1);
            hub.agents.messages().typing(desk.id, BOT_CHAT, false);

            assertThat(desk.told(ConsoleEvent.Typing.class))
                    .extracting(ConsoleEvent.Typing::active)
                    .containsExactly(true, false, false);
        }

        @Test
        void hearNothingOfTypingByWhoDoesNotHoldTheConversation() {
            TestConsole ann = console("ann");
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();

            assertThat(hub.agents.messages().typing(ben.id, BOT_CHAT, true))
                    .contains(DeskRefusal.NOT_FOUND);
            assertThat(ann.told(ConsoleEvent.Typing.class)).isEmpty();
        }

        @Test
        void hearNothingOfQueuesIfTheyAreGoneBeforeTheyAreShownThem() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.withTheNext(ConsoleEvent.QueueUpdate.class, ann::disconnect);

            hub.agents.views().watchQueues(ann.id, null);
            hub.leave(BOT_CHAT);
            pass(1);

            assertThat(ann.told(ConsoleEvent.QueueUpdate.class)).hasSize(1);
        }

        @Test
        void mayAllAnswer() {
            TestConsole desk = console("ann/1");
            TestConsole home = console("ann/2");
            hub.replies.accept(botAsksForAgent());
            desk.acceptOffer();
            TestConsole late = console("ann/3");

            var atHome = home.last(ConsoleEvent.ContextSnapshot.class).held();
            var tooLate = late.last(ConsoleEvent.ContextSnapshot.class).held();
            SendResult said = home.say(BOT_CHAT, atHome.lease(), "m-1", "from home");
            SendResult again = late.say(BOT_CHAT, tooLate.lease(), "m-2", "from a third place");

            assertThat(said).isInstanceOf(SendResult.Accepted.class);
            assertThat(again).isInstanceOf(SendResult.Accepted.class);
            assertThat(atHome.handoff().version()).isEqualTo(handoff().version());
            assertThat(desk.seqs()).hasSize(2);
        }

        @Test
        void readForOneAnother() {
            TestConsole desk = console("ann/1");
            TestConsole home = console("ann/2");
            hub.replies.accept(botAsksForAgent());
            Held done = desk.acceptOffer();
            userSays("q-2", "one");
            userSays("q-3", "two");

            Read read = hub.agents.messages().read(home.id, BOT_CHAT, done.seq() + 1);
            Read back = hub.agents.messages().read(home.id, BOT_CHAT, 1);
            pass(1);

            assertThat(read).isEqualTo(new Read.Marked(1, 1));
            assertThat(back).isEqualTo(new Read.Marked(1, 1));
            assertThat(desk.last(ConsoleEvent.Unread.class).conversations())
                    .containsEntry(BOT_CHAT, 1);
        }

        @Test
        void hearOnceOfWhatWasCountedWithinAMoment() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            pass(1);
            int before = ann.told(ConsoleEvent.Unread.class).size();

            userSays("q-2", "one");
            userSays("q-3", "two");
            userSays("q-4", "three");
            hub.agents.messages().read(ann.id, BOT_CHAT, done.seq() + 1);
            pass(1);

            assertThat(ann.told(ConsoleEvent.Unread.class).stream().skip(before))
                    .singleElement()
                    .satisfies(unread -> assertThat(unread.total()).isEqualTo(2));
        }

        @Test
        void areLimited() {
            console("ann/1");
            console("ann/2");
            console("ann/3");

            TestConsole fourth = new TestConsole(hub.agents, "ann/4");

            assertThat(hub.agents.consoles().hasRoom(fourth.agent)).isFalse();
            assertThat(fourth.arrive(false, Map.of())).isEqualTo(Arrived.TOO_MANY);
            assertThat(fourth.told).isEmpty();
        }
    }

    @Nested
    class WhatAnAgentSays {

        @Test
        void reachesTheUserOnceHoweverOftenItIsSent() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();

            SendResult first = ann.say(BOT_CHAT, done.lease(), "m-1", "hi");
            SendResult again = ann.say(BOT_CHAT, done.lease(), "m-1", "hi");
            SendResult other = ann.say(BOT_CHAT, done.lease(), "m-1", "other words");

            assertThat(first).isEqualTo(accepted(done.seq() + 1, false));
            assertThat(again).isEqualTo(accepted(done.seq() + 1, true));
            assertThat(other).isEqualTo(DeskRefusal.ID_REUSED);
            assertThat(user.texts()).filteredOn(text -> text.contains("\"hi\"")).hasSize(1);
        }

        private SendResult.Accepted accepted(long seq, boolean duplicate) {
            return new SendResult.Accepted(seq, world.clock.instant(), duplicate);
        }

        @Test
        void isToldOfWhenTheUserHasIt() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();

            ann.say(BOT_CHAT, lease, "m-1", "hi");
            user.settle();

            ConsoleEvent.Status status = ann.last(ConsoleEvent.Status.class);
            assertThat(status.delivery()).isInstanceOf(Delivery.Delivered.class);
            assertThat(TestConsole.text(status.message())).contains("\"m-1\"");
        }

        @Test
        void isRestatedToWhoComesBack() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            user.loseLine();
            ann.say(BOT_CHAT, lease, "m-1", "hi");
            ann.disconnect();

            TestConsole back = new TestConsole(hub.agents, "ann").connect();

            assertThat(back.told(ConsoleEvent.Status.class))
                    .singleElement()
                    .satisfies(status ->
                            assertThat(status.delivery()).isInstanceOf(Delivery.Pending.class));
        }

        /// Nobody knows of an earlier lease's messages what became of them meanwhile.
        @Test
        void isRestatedAlsoIfItWasSaidUnderAnEarlierLease() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            ann.say(BOT_CHAT, lease, "m-1", "hi");
            user.settle();
            user.loseLine();
            ann.say(BOT_CHAT, lease, "m-2", "are you there?");
            ann.transfer(BOT_CHAT, lease, new Destination.ToQueue(LiveHub.SALES), "");
            ann.accept(handoff().id(), handoff().version());
            ann.disconnect();

            TestConsole back = new TestConsole(hub.agents, "ann").connect();

            assertThat(back.told(ConsoleEvent.Status.class))
                    .extracting(status -> status.delivery().getClass().getSimpleName())
                    .containsExactly("Delivered", "Pending");
        }

        @Test
        void isNotWrittenAfterTheLeaseWasLost() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            ann.say(BOT_CHAT, lease, "m-1", "in time");
            pass(120);
            int before = said().size();

            assertThat(ann.say(BOT_CHAT, lease, "m-2", "late")).isEqualTo(DeskRefusal.LEASE_LOST);
            assertThat(ann.say(BOT_CHAT, lease, "m-1", "in time"))
                    .isInstanceOfSatisfying(
                            SendResult.Accepted.class, it -> assertThat(it.duplicate()).isTrue());
            assertThat(said()).hasSize(before);
        }

        @Test
        void isSaidOnceWhenTheStoreWasAway() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            world.outage.begin();
            assertThatThrownBy(() -> ann.say(BOT_CHAT, lease, "m-1", "hi"))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            ann.say(BOT_CHAT, lease, "m-1", "hi");

            assertThat(journaled(BOT_CHAT)).filteredOn(text -> text.contains("hi\"")).hasSize(1);
        }

        @Test
        void isRefusedForWhatIsNotTheirs() {
            TestConsole ann = console("ann");
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            TestConsole holder = ann.told(ConsoleEvent.Offer.class).isEmpty() ? ben : ann;
            TestConsole other = holder == ann ? ben : ann;
            var lease = holder.acceptOffer().lease();

            assertThat(other.say(BOT_CHAT, lease, "m-1", "mine")).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(other.end(BOT_CHAT, lease)).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(hub.agents.views().context(other.id, BOT_CHAT, null, 10)).isEmpty();
            assertThat(hub.agents.messages().read(other.id, BOT_CHAT, 1))
                    .isEqualTo(DeskRefusal.NOT_FOUND);
        }

        @Test
        void isToldOfToItsAgentIfNobodyFetchesIt() {
            TestConsole ann = console("ann");
            hub.handoffs
                    .requests()
                    .ask(
                            AgentRequest.ofClient(
                                    DESK_CHAT,
                                    new Handoff.Customer("c", "", Handoff.Customer.NOTHING_ELSE),
                                    "test"));
            ann.say(DESK_CHAT, ann.acceptOffer().lease(), "m-1", "hi");

            world.clock.advance(Duration.ofHours(24));
            hub.connected.parkUnfetched();

            assertThat(ann.last(ConsoleEvent.Status.class).delivery())
                    .isInstanceOf(Delivery.Parked.class);
        }
    }

    @Nested
    class ReadingWithoutAConsole {

        private final Agent ann = new Agent(TenantId.DEFAULT, new AgentId("ann"));
        private final Agent ben = new Agent(TenantId.DEFAULT, new AgentId("ben"));

        @Test
        void isForWhomItIsOfferedTo() {
            console("ann");
            hub.replies.accept(botAsksForAgent());

            assertThat(hub.agents.views().readable(ann)).containsExactly(BOT_CHAT);
            assertThat(hub.agents.views().read(ann, BOT_CHAT))
                    .hasValueSatisfying(shown -> assertThat(shown.messages()).isNotEmpty());
            assertThat(hub.agents.views().readable(ben)).isEmpty();
            assertThat(hub.agents.views().read(ben, BOT_CHAT)).isEmpty();
        }

        @Test
        void isForWhoHasItAndEndsWithTheLease() {
            TestConsole console = console("ann");
            hub.replies.accept(botAsksForAgent());
            assertThat(hub.agents.views().read(ben, BOT_CHAT)).isEmpty();
            var lease = console.acceptOffer().lease();
            assertThat(hub.agents.views().read(ann, BOT_CHAT)).isPresent();

            console.end(BOT_CHAT, lease);

            assertThat(hub.agents.views().readable(ann)).isEmpty();
            assertThat(hub.agents.views().read(ann, BOT_CHAT)).isEmpty();
        }

        @Test
        void isForNobodyWhileTheBotAnswers() {
            console("ann");

            assertThat(hub.agents.views().readable(ann)).isEmpty();
            assertThat(hub.agents.views().read(ann, BOT_CHAT)).isEmpty();
        }

        @Test
        void showsNothingOlderThanADay() {
            pass(24 * 3600);
            console("ann");
            hub.replies.accept(botAsksForAgent());

            assertThat(hub.agents.views().read(ann, BOT_CHAT))
                    .hasValueSatisfying(
                            shown -> assertThat(shown.said().getFirst().seq()).isEqualTo(2));
        }
    }

    @Nested
    class ALease {

        @Test
        void endsUnrenewedAndTheUserHeadsTheQueue() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            userSays("q-2", "are you there?");

            pass(119);
            assertThat(handoff()).isInstanceOf(Leased.class);
            pass(1);

            Waiting waiting = (Waiting) handoff();
            assertThat(waiting.place().priority()).isEqualTo(QueuePosition.RETURNED);
            assertThat(ann.last(ConsoleEvent.LeaseLost.class))
                    .isEqualTo(new ConsoleEvent.LeaseLost(BOT_CHAT, lease.id(), Lost.EXPIRED));
            assertThat(journaled(BOT_CHAT).getLast()).contains("handoff_lapsed");
            assertThat(hub.agents.acceptance().heartbeat(ann.id, List.of(lease.id())))
                    .containsExactly(new Beat.Over(lease.id(), Lost.EXPIRED));
        }

        @Test
        void isWrittenDownWithItsMarkBeforeTheHubEnds() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            userSays("q-2", "one");
            hub.agents.messages().read(ann.id, BOT_CHAT, done.seq() + 1);

            hub.handoffs.close();

            assertThat(handoff())
                    .isInstanceOfSatisfying(
                            Leased.class,
                            held -> assertThat(held.lease().readSeq()).isEqualTo(done.seq() + 1));
        }

        @Test
        void lastsAsLongAsItIsRenewed() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();

            for (int i = 0; i < 10; i++) {
                pass(100);
                assertThat(hub.agents.acceptance().heartbeat(ann.id, List.of(lease.id())))
                        .first()
                        .isInstanceOf(Beat.Renewed.class);
            }

            assertThat(handoff()).isInstanceOf(Leased.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -1})
        void lastsAsLongIfTheClockIsSet(int hours) {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();

            world.clock.set(Duration.ofHours(hours));
            assertThat(hub.agents.acceptance().heartbeat(ann.id, List.of(lease.id())))
                    .first()
                    .isInstanceOf(Beat.Renewed.class);
            pass(119);
            assertThat(handoff()).isInstanceOf(Leased.class);
            pass(1);

            assertThat(handoff()).isInstanceOf(Waiting.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, -1})
        void endsAMinuteAfterTheLastConsoleDiedIfTheClockIsSet(int hours) {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();
            ann.disconnect();

            world.clock.set(Duration.ofHours(hours));
            pass(59);
            assertThat(handoff()).isInstanceOf(Leased.class);
            pass(1);

            assertThat(handoff()).isInstanceOf(Waiting.class);
        }

        @Test
        void isRenewedByWhatTheAgentDoes() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            pass(100);

            ann.say(BOT_CHAT, lease, "m-1", "one moment");
            pass(100);

            assertThat(handoff()).isInstanceOf(Leased.class);
        }

        @Test
        void endsAMinuteAfterTheLastConsoleDied() {
            TestConsole ann = console("ann");
            TestConsole ben = console("ben");
            hub.replies.accept(botAsksForAgent());
            TestConsole holder = ann.told(ConsoleEvent.Offer.class).isEmpty() ? ben : ann;
            TestConsole other = holder == ann ? ben : ann;
            holder.acceptOffer();
            holder.disconnect();
            userSays("q-2", "since then");

            pass(59);
            assertThat(handoff()).isInstanceOf(Leased.class);
            pass(1);
            Held taken = other.acceptOffer();

            assertThat(other.last(ConsoleEvent.ContextSnapshot.class).shown().said())
                    .extracting(TestConsole::text)
                    .contains("\"since then\"");
            assertThat(taken.lease().agent()).isEqualTo(other.agent.id());
        }

        @Test
        void staysWithWhoComesBackInTime() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            pass(10);
            ann.disconnect();
            userSays("q-2", "missed");
            pass(50);

            ann.recoverFrom(BOT_CHAT, done.seq());
            pass(10);

            assertThat(handoff()).isInstanceOf(Leased.class);
            assertThat(ann.texts()).containsExactly("\"missed\"");
            assertThat(ann.last(ConsoleEvent.Ready.class).leases())
                    .singleElement()
                    .satisfies(held -> assertThat(held.seq()).isEqualTo(done.seq() + 1));
        }

        @Test
        void survivesARestart() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            pass(100);

            LiveHub next = hub.crash();
            TestConsole back =
                    new TestConsole(next.agents, "ann").connectFrom(BOT_CHAT, done.seq());
            pass(59);
            next.send.send(toBot(user, "q-2", "\"still there?\""));

            assertThat(handoff()).isInstanceOf(Leased.class);
            assertThat(back.texts()).containsExactly("\"still there?\"");
            assertThat(back.say(BOT_CHAT, done.lease(), "m-1", "yes"))
                    .isInstanceOf(SendResult.Accepted.class);
            assertThat(world.bot.heard().size()).isEqualTo(1);
        }

        @Test
        void isLostByItsNextLeaseAlsoAfterARestart() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held first = ann.acceptOffer();
            ann.transfer(BOT_CHAT, first.lease(), new Destination.ToQueue(LiveHub.SALES), "");
            ann.accept(handoff().id(), handoff().version());

            TestConsole back = new TestConsole(hub.crash().agents, "ann").recover();

            assertThat(back.say(BOT_CHAT, first.lease(), "m-1", "late"))
                    .isEqualTo(DeskRefusal.LEASE_LOST);
        }

        /// The console's position could not be stored when the hub died.
        @Test
        void isResumedWhereItsConsoleWasAfterACrash() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            userSays("q-2", "one");

            LiveHub next = hub.crash();
            next.send.send(toBot(user, "q-3", "\"two\""));
            TestConsole back =
                    new TestConsole(next.agents, "ann").recoverFrom(BOT_CHAT, done.seq());

            assertThat(back.last(ConsoleEvent.Ready.class).recovered()).isTrue();
            assertThat(back.told(ConsoleEvent.ContextSnapshot.class)).isEmpty();
            assertThat(back.texts()).containsExactly("\"one\"", "\"two\"");
        }

        /// The connection was lost, and what the hub sent into it as well.
        @Test
        void isShownAnewToAConsoleThatDoesNotSayWhatItHas() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();
            userSays("q-2", "lost");
            assertThat(ann.texts()).containsExactly("\"lost\"");
            ann.disconnect();

            TestConsole back = new TestConsole(hub.agents, "ann").recover();

            assertThat(back.last(ConsoleEvent.Ready.class).recovered()).isTrue();
            assertThat(back.last(ConsoleEvent.ContextSnapshot.class).shown().said())
                    .extracting(TestConsole::text)
                    .contains("\"lost\"");
            assertThat(back.texts()).isEmpty();
        }

        /// What the console was told of is from before the acceptance.
        @Test
        void isShownToAConsoleThatComesBackWhileAnotherAccepts() {
            TestConsole desk = console("ann/1");
            TestConsole home = console("ann/2");
            hub.replies.accept(botAsksForAgent());
            Held first = desk.acceptOffer();
            userSays("q-2", "one");
            home.disconnect();
            desk.transfer(BOT_CHAT, first.lease(), new Destination.ToQueue(LiveHub.SALES), "");
            TestConsole back = new TestConsole(hub.agents, "ann/2");
            back.withTheNext(
                    ConsoleEvent.Ready.class,
                    () -> desk.accept(handoff().id(), handoff().version()));

            back.recoverFrom(BOT_CHAT, home.seqs().getLast());
            userSays("q-3", "two");

            assertThat(back.last(ConsoleEvent.Ready.class).leases()).isEmpty();
            assertThat(back.last(ConsoleEvent.ContextSnapshot.class).held().lease().id())
                    .isEqualTo(((Leased) handoff()).lease().id());
            assertThat(back.texts()).containsExactly("\"two\"");
        }

        @Test
        void survivesAStartThatTakesLong() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();

            world.outage.begin();
            LiveHub next = hub.crash();
            pass(300);
            world.outage.end();
            next.sweepHandoffs();
            pass(59);
            new TestConsole(next.agents, "ann").connect();
            pass(10);

            assertThat(handoff()).isInstanceOf(Leased.class);
        }

        @Test
        void isKnownBeforeAnyConsoleIsLetIn() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();

            world.outage.begin();
            LiveHub next = hub.crash();
            world.outage.end();
            TestConsole early = new TestConsole(next.agents, "ann");

            assertThatThrownBy(early::connect).isInstanceOf(StoreUnavailableException.class);
            next.sweepHandoffs();
            early.connect();
            assertThat(early.last(ConsoleEvent.Ready.class).leases()).hasSize(1);
        }

        @Test
        void endsAMinuteAfterARestartWithoutItsAgent() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();

            hub.crash();
            pass(60);

            assertThat(handoff()).isInstanceOf(Waiting.class);
        }
    }

    @Nested
    class ATransfer {

        @Test
        void toAQueueEndsTheLeaseAndKeepsTheNote() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            TestConsole ben = console("ben");

            Given given =
                    ann.transfer(
                            BOT_CHAT, lease, new Destination.ToQueue(LiveHub.SALES), "wants 12");
            ben.acceptOffer();

            assertThat(given).isInstanceOf(Given.Done.class);
            assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.TRANSFERRED);
            assertThat(ben.offer().handoff().queue()).isEqualTo(LiveHub.SALES);
            assertThat(ben.last(ConsoleEvent.ContextSnapshot.class).shown().said())
                    .extracting(message -> message.content().note())
                    .contains(new AgentNote("{\"note\":\"wants 12\"}"));
        }

        @Test
        void toAnAgentIsOfferedThere() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            TestConsole ben = console("ben");
            TestConsole cleo = console("cleo");

            ann.transfer(BOT_CHAT, lease, new Destination.ToAgent(cleo.agent.id()), "");

            assertThat(cleo.offer().handoff().conversation()).isEqualTo(BOT_CHAT);
            assertThat(ben.told(ConsoleEvent.Offer.class)).isEmpty();
        }

        @Test
        void toTheBotGivesTheUserBack() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            int heard = world.bot.heard().size();

            ann.transfer(BOT_CHAT, lease, new Destination.ToBot(), "");
            userSays("q-2", "bot again");

            assertThat(handoff()).isInstanceOf(Handoff.WithBot.class);
            assertThat(world.bot.heard().size()).isEqualTo(heard + 1);
            assertThat(ann.texts()).noneMatch(text -> text.contains("bot again"));
        }

        @Test
        void isRefusedWithoutADestination() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();

            assertThat(ann.transfer(BOT_CHAT, lease, new Destination.ToQueue(new QueueId("x")), ""))
                    .isEqualTo(DeskRefusal.NO_TARGET);
            assertThat(ann.transfer(BOT_CHAT, lease, new Destination.ToAgent(ann.agent.id()), ""))
                    .isEqualTo(DeskRefusal.NO_TARGET);
            assertThat(handoff()).isInstanceOf(Leased.class);
        }

        @Test
        void mayGoToTheQueuesAndToColleaguesWhoAreFree() {
            TestConsole ann = console("ann");
            TestConsole ben = console("ben");
            TestConsole away = console("cem");
            new TestConsole(hub.agents, new TenantId("elektra"), "eve").connect();
            hub.replies.accept(botAsksForAgent());
            (ann.told(ConsoleEvent.Offer.class).isEmpty() ? ben : ann).acceptOffer();
            hub.agents.views().choose(away.id, 1, 2);

            Targets targets = hub.agents.transfers().targets(ann.id);
            Targets bens = hub.agents.transfers().targets(ben.id);

            int benHas = ben.told(ConsoleEvent.Offer.class).isEmpty() ? 0 : 1;
            assertThat(targets.agents())
                    .containsExactly(
                            new AgentTarget(
                                    ben.agent.id(), "ben", Kind.AVAILABLE, "Available", benHas, 2));
            assertThat(targets.others())
                    .containsExactly(
                            new AgentTarget(away.agent.id(), "cem", Kind.BUSY, "Busy", 0, 2));
            assertThat(bens.agents())
                    .extracting(AgentTarget::agent)
                    .containsExactly(ann.agent.id());
            assertThat(targets.queues()).contains(new QueueTarget(QueueId.DEFAULT, 0, null));
        }

        @Test
        void areToldHowLongAQueueIs() {
            TestConsole ann = console("ann");
            hub.agents.views().choose(ann.id, 1, 2);
            Instant asked = world.clock.instant();
            hub.replies.accept(botAsksForAgent());

            assertThat(hub.agents.transfers().targets(ann.id).queues())
                    .contains(new QueueTarget(QueueId.DEFAULT, 1, asked));
        }

        @Test
        void repeatedByItsIdIsOne() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            Given first = ann.transfer(BOT_CHAT, lease, new Destination.ToBot(), "");

            Given again = ann.transfer(BOT_CHAT, lease, new Destination.ToBot(), "");

            assertThat(((Given.Done) again).seq()).isEqualTo(((Given.Done) first).seq());
            assertThat(ann.transfer(BOT_CHAT, lease, new Destination.ToBot(), "other"))
                    .isEqualTo(DeskRefusal.ID_REUSED);
        }
    }

    @Nested
    class TheEnd {

        @Test
        void parksWhatNoAgentEverSaw() {
            hub.replies.accept(botAsksForAgent());
            userSays("q-2", "hello?");

            hub.leave(BOT_CHAT);

            assertThat(handoff()).isInstanceOf(Handoff.Abandoned.class);
            assertThat(deliveries(BOT_CHAT))
                    .filteredOn(it -> it.target().equals(Target.CONSOLES))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Delivery.Parked.class,
                            it -> assertThat(it.reason()).isEqualTo(ParkReason.NO_AGENT));
            assertThat(hub.pending.pending(Target.CONSOLES)).isZero();
        }

        @Test
        void countsWhatTheAgentWasSentAsDelivered() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            userSays("q-2", "thanks, bye");

            ann.end(BOT_CHAT, lease);

            assertThat(deliveries(BOT_CHAT))
                    .filteredOn(it -> it.target().equals(Target.CONSOLES))
                    .singleElement()
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(world.handoffs.open(null, 10)).isEmpty();
        }

        @Test
        void comesWhenTheCustomerLeaves() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();

            hub.leave(BOT_CHAT);

            assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.REVOKED);
        }

        @Test
        void isFinishedAfterACrashInTheMiddle() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();
            userSays("q-2", "not seen by anybody");
            Leased leased = (Leased) handoff();
            world.handoffs.change(leased.version(), leased.abandon(world.clock.instant()));

            hub.crash();

            assertThat(world.handoffs.open(null, 10)).isEmpty();
            assertThat(journaled(BOT_CHAT).getLast()).contains("handoff_customer_left");
            assertThat(deliveries(BOT_CHAT))
                    .filteredOn(it -> it.target().equals(Target.CONSOLES))
                    .singleElement()
                    .isInstanceOf(Delivery.Parked.class);
        }

        @Test
        void lettingTheBotAskAgainBeginsAnew() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            ann.end(BOT_CHAT, ann.acceptOffer().lease());
            long version = handoff().version();

            hub.handoffs
                    .requests()
                    .ask(
                            AgentRequest.ofClient(
                                    BOT_CHAT,
                                    new Handoff.Customer("c", "", Handoff.Customer.NOTHING_ELSE),
                                    "again"));

            assertThat(handoff().version()).isEqualTo(version + 2);
            assertThat(ann.offer().handoff().details().reason()).isEqualTo("again");
        }
    }

    @Nested
    class AtOnce {

        /// In twenty hubs, because the fakes search through everything.
        @Test
        void oneOfTwoWhoAcceptGetsItAThousandTimes() {
            for (int run = 0; run < 20; run++) {
                LiveWorld fresh = new LiveWorld();
                LiveHub hub = new LiveHub(fresh);
                List<TestConsole> both =
                        List.of(
                                new TestConsole(hub.agents, "ann").connect(),
                                new TestConsole(hub.agents, "ben").connect());
                for (int round = 0; round < 50; round++) {
                    race(fresh, hub, both, ConversationId.of("bot", "race-" + round));
                }
            }
        }

        /// Each hub has its own view of the queue, and only the store knows which was quicker.
        @Test
        void onTwoHubsOneAgentIsOfferedItAndGetsIt() {
            hub.replies.accept(botAsksForAgent());
            LiveHub second = new LiveHub(world);
            TestConsole ann = console("ann");

            TestConsole ben = new TestConsole(second.agents, "ben").connect();
            ConsoleEvent.Offer offer = ann.offer();
            Accepted foreign = ben.accept(offer.handoff().id(), offer.handoff().version());
            Held own = ann.acceptOffer();

            assertThat(ben.told(ConsoleEvent.Offer.class)).isEmpty();
            assertThat(foreign).isEqualTo(DeskRefusal.TAKEN);
            assertThat(handoff())
                    .isInstanceOfSatisfying(
                            Leased.class,
                            leased -> assertThat(leased.lease()).isEqualTo(own.lease()));
        }

        private void race(
                LiveWorld fresh, LiveHub hub, List<TestConsole> both, ConversationId chat) {
            Waiting open = declinedByAll(fresh, hub, both, chat);

            List<Accepted> results =
                    InParallel.results(2, i -> both.get(i).accept(open.id(), open.version()));

            assertThat(results).hasAtLeastOneElementOfType(Accepted.Done.class);
            assertThat(results).contains(DeskRefusal.TAKEN);
            TestConsole winner = both.get(results.getFirst() instanceof Accepted.Done ? 0 : 1);
            Leased leased = (Leased) fresh.handoffs.find(chat).orElseThrow();
            assertThat(leased.lease().agent()).isEqualTo(winner.agent.id());
            winner.end(chat, leased.lease());
        }

        private static Waiting declinedByAll(
                LiveWorld fresh, LiveHub hub, List<TestConsole> all, ConversationId chat) {
            hub.handoffs
                    .requests()
                    .ask(
                            AgentRequest.ofClient(
                                    chat,
                                    new Handoff.Customer("c", "", Handoff.Customer.NOTHING_ELSE),
                                    "test"));
            for (int i = 0; i < all.size(); i++) {
                Handoff.Offered offered = (Handoff.Offered) fresh.handoffs.find(chat).orElseThrow();
                all.forEach(console ->
                        hub.agents
                                .acceptance()
                                .decline(console.id, offered.id(), offered.version(), ""));
            }
            return (Waiting) fresh.handoffs.find(chat).orElseThrow();
        }

        @Test
        void nothingIsSaidUnderALeaseThatIsOver() {
            TestConsole ann = console("ann");
            for (int round = 0; round < 300; round++) {
                ConversationId chat = ConversationId.of("bot", "late-" + round);
                hub.handoffs
                        .requests()
                        .ask(
                                AgentRequest.ofClient(
                                        chat,
                                        new Handoff.Customer(
                                                "c", "", Handoff.Customer.NOTHING_ELSE),
                                        "test"));
                var lease = ann.acceptOffer().lease();

                List<Object> results =
                        InParallel.results(
                                2,
                                i ->
                                        i == 0
                                                ? ann.say(chat, lease, "m-1", "hi")
                                                : ann.end(chat, lease));

                long end = ((Given.Done) results.get(1)).seq();
                if (results.get(0) instanceof SendResult.Accepted(long seq, _, _)) {
                    assertThat(seq).isLessThan(end);
                } else {
                    assertThat(results.get(0)).isEqualTo(DeskRefusal.LEASE_LOST);
                }
            }
        }
    }

    @Nested
    class WhatAConsoleSees {

        @Test
        void isNeverOlderThanADay() {
            pass(24 * 3600);
            hub.replies.accept(botSays("\"yesterday is over\""));
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());

            ann.acceptOffer();

            ConsoleEvent.ContextSnapshot shown = ann.last(ConsoleEvent.ContextSnapshot.class);
            List<Message> said = shown.shown().said();
            assertThat(said).extracting(TestConsole::text).doesNotContain("\"help\"");
            assertThat(said.getFirst().seq()).isEqualTo(2);
            assertThat(hub.agents.views().context(ann.id, BOT_CHAT, null, 200))
                    .hasValueSatisfying(it -> assertThat(it.messages()).hasSize(5));
        }

        @Test
        void ofAQueueHasVersionsWithoutAGap() {
            TestConsole ann = console("ann");
            long first = queue(ann, ConsoleEvent.QueueSnapshot.class).version();

            hub.replies.accept(botAsksForAgent());
            pass(1);
            ann.acceptOffer();
            pass(1);

            List<ConsoleEvent.QueueUpdate> updates = ann.told(ConsoleEvent.QueueUpdate.class);
            assertThat(updates)
                    .extracting(ConsoleEvent.QueueUpdate::version)
                    .containsExactly(first + 1, first + 2);
            assertThat(updates)
                    .flatExtracting(ConsoleEvent.QueueUpdate::changes)
                    .extracting(ConsoleEvent.QueueChange::added)
                    .containsExactly(true, false);
            assertThat(updates).extracting(ConsoleEvent.QueueUpdate::depth).containsExactly(1, 0);
        }

        @Test
        void ofAQueueIsOneChangeOfEachHandoffInAMoment() {
            TestConsole ann = console("ann");

            hub.replies.accept(botAsksForAgent());
            ann.acceptOffer();
            pass(1);

            assertThat(ann.told(ConsoleEvent.QueueUpdate.class))
                    .singleElement()
                    .satisfies(update ->
                            assertThat(update.changes())
                                    .singleElement()
                                    .extracting(ConsoleEvent.QueueChange::now)
                                    .isNull());
        }

        @Test
        void ofAQueueIsAllWhenItBeginsToWatch() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());

            hub.agents.views().watchQueues(ann.id, null);

            assertThat(ann.told(ConsoleEvent.QueueUpdate.class)).hasSize(1);
            ConsoleEvent.QueueSnapshot shown =
                    ann.told(ConsoleEvent.QueueSnapshot.class).stream()
                            .filter(it -> it.queue().equals(QueueId.DEFAULT))
                            .toList()
                            .getLast();
            assertThat(shown.items()).hasSize(1);
            assertThat(shown.version())
                    .isEqualTo(ann.told(ConsoleEvent.QueueUpdate.class).getFirst().version());
            pass(1);
            assertThat(ann.told(ConsoleEvent.QueueUpdate.class)).hasSize(1);
        }

        private ConsoleEvent.QueueSnapshot queue(
                TestConsole console, Class<ConsoleEvent.QueueSnapshot> kind) {
            return console.told(kind).stream()
                    .filter(it -> it.queue().equals(QueueId.DEFAULT))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void waitsInTheJournalWhileItTakesNothing() {
            TestConsole ann = console("ann");
            hub.replies.accept(botAsksForAgent());
            Held done = ann.acceptOffer();
            ann.takesNothing();
            for (int i = 0; i < 100; i++) {
                userSays("many-" + i, "line " + i);
            }

            ann.takesAgain();

            assertThat(ann.seqs()).hasSize(100).isSorted().first().isEqualTo(done.seq() + 1);
        }

        @Test
        void asASupervisorReadsWhatIsOlderThanAgentsMaySee() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            userSays("q-1", "days ago");
            pass(3 * 24 * 3600);

            assertThat(hub.agents.views().context(sue.id, BOT_CHAT, null, 10))
                    .hasValueSatisfying(shown -> {
                        assertThat(shown.said()).isNotEmpty();
                        assertThat(shown.said().getFirst().seq()).isEqualTo(1);
                        assertThat(shown.complete()).isTrue();
                    });
        }

        @Test
        void asASupervisorIsEverythingButToAct() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            hub.agents.views().choose(sue.id, 1, 2);
            TestConsole ann = console("ann");
            hub.agents.views().watch(sue.id, BOT_CHAT, null);

            hub.replies.accept(botAsksForAgent());
            var lease = ann.acceptOffer().lease();
            ann.say(BOT_CHAT, lease, "m-1", "hi");

            assertThat(sue.pushed).hasSize(4);
            assertThat(sue.say(BOT_CHAT, lease, "m-2", "me too")).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(hub.agents.views().context(sue.id, BOT_CHAT, null, 10)).isPresent();
            hub.agents.views().unwatch(sue.id, BOT_CHAT);
            userSays("q-2", "unwatched");
            assertThat(sue.pushed).hasSize(4);
        }

        /// The connection was lost, and what the hub sent into it as well.
        @Test
        void asASupervisorComesAgainUnlessItSaysWhatItHas() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            hub.agents.views().choose(sue.id, 1, 2);
            hub.agents.views().watch(sue.id, BOT_CHAT, null);
            userSays("q-2", "lost");
            sue.disconnect();

            TestConsole back = new TestConsole(hub.agents, "sue").recoverAsSupervisor();

            assertThat(sue.texts()).contains("\"lost\"");
            assertThat(back.texts()).contains("\"lost\"");
        }

        @Test
        void asASupervisorIsKnownHoweverLongTheConsoleWasSilent() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            hub.agents.views().choose(sue.id, 1, 2);
            hub.agents.views().watch(sue.id, BOT_CHAT, null);
            for (int hour = 0; hour < 48; hour++) {
                world.clock.advance(Duration.ofHours(1));
                hub.connected.renewSessions();
            }

            world.sessions.purge(world.clock.instant().minus(Duration.ofDays(1)));
            TestConsole back = new TestConsole(hub.crash().agents, "sue").recoverAsSupervisor();

            assertThat(back.last(ConsoleEvent.Ready.class).recovered()).isTrue();
        }

        @Test
        void asASupervisorDoesNotBeginWithWhatItHadAndLostMeanwhile() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            hub.replies.accept(botAsksForAgent());
            sue.acceptOffer();
            userSays("q-2", "mine");
            sue.disconnect();
            TestConsole ann = console("ann");
            pass(61);
            ann.acceptOffer();

            TestConsole back = new TestConsole(hub.agents, "sue");
            back.recoverAsSupervisorFrom(BOT_CHAT, sue.seqs().getLast());
            userSays("q-3", "hers");

            assertThat(ann.texts()).contains("\"hers\"");
            assertThat(back.pushed).isEmpty();
        }

        @Test
        void asASupervisorEndsForTheNextConnectionAsWell() {
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
            hub.agents.views().choose(sue.id, 1, 2);
            hub.agents.views().watch(sue.id, BOT_CHAT, null);
            hub.agents.views().unwatch(sue.id, BOT_CHAT);
            sue.disconnect();

            TestConsole back = new TestConsole(hub.agents, "sue").recoverAsSupervisor();
            userSays("q-2", "unwatched");

            assertThat(back.last(ConsoleEvent.Ready.class).recovered()).isTrue();
            assertThat(back.pushed).isEmpty();
        }

        @Test
        void ofAnotherTenantIsNothing() {
            TestConsole stranger =
                    new TestConsole(hub.agents, new TenantId("other"), "ann").connectAsSupervisor();
            hub.replies.accept(botAsksForAgent());
            Handoff there = handoff();

            assertThat(stranger.told(ConsoleEvent.Offer.class)).isEmpty();
            assertThat(stranger.told(ConsoleEvent.QueueUpdate.class)).isEmpty();
            assertThat(stranger.accept(there.id(), there.version())).isEqualTo(DeskRefusal.GONE);
            assertThat(hub.agents.views().context(stranger.id, BOT_CHAT, null, 10)).isEmpty();
            assertThat(hub.agents.views().watch(stranger.id, BOT_CHAT, null))
                    .isEqualTo(DeskRefusal.NOT_FOUND);
        }

        @Test
        void ofAnAgentOfTheSameNameElsewhereIsNothing() {
            TestConsole ann = console("ann");
            TestConsole stranger =
                    new TestConsole(hub.agents, new TenantId("other"), "ann/elsewhere").connect();
            hub.replies.accept(botAsksForAgent());

            assertThat(hub.agents.views().context(ann.id, BOT_CHAT, null, 10)).isPresent();
            assertThat(hub.agents.views().context(stranger.id, BOT_CHAT, null, 10)).isEmpty();

            ann.acceptOffer();
            userSays("q-2", "for ann");

            assertThat(hub.agents.views().context(stranger.id, BOT_CHAT, null, 10)).isEmpty();
            assertThat(stranger.pushed).isEmpty();
            assertThat(stranger.told)
                    .hasOnlyElementsOfTypes(
                            ConsoleEvent.Ready.class, ConsoleEvent.QueueSnapshot.class);
        }
    }
}

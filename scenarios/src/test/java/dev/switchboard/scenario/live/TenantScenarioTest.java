package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Beat;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Two clients of one bot have agents who bear the same name: each serves the users of their own
/// client, and of the other's there is nothing.
class TenantScenarioTest extends LiveStory {

    static final ConversationId OURS = ConversationId.of(LiveChats.ORIGIN, "acme:52155");
    static final ConversationId THEIRS = ConversationId.of(LiveChats.ORIGIN, "mx:52155");
    static final TenantId MX = new TenantId("mx");

    TestConsole ourAnn = new TestConsole(hub.agents, "ann");
    TestConsole theirAnn = new TestConsole(hub.agents, MX, "ann");

    static Connected asksForPeople(LiveHub hub, ConversationId user) {
        Chat.Request request =
                new Chat.Request(
                        TenantId.DEFAULT,
                        "whatsapp",
                        "52155",
                        "bot",
                        "bot-1",
                        "Eva",
                        "eva@example.com",
                        "",
                        new Content("{}"),
                        "default",
                        "Orders",
                        new Chat.Once("body", null));
        return hub.chats.opener().connect(new Command(user, request, false, "console", Map.of()));
    }

    static void says(LiveHub hub, ConversationId user, String id) {
        Content said = new Content("\"" + id + "\"");
        String source = user.externalId().replace(":52155", "/whatsapp");
        hub.chats
                .userMessages()
                .hear(List.of(new InboundMessage(user, Party.USER, source, id, said, id, false)));
    }

    /// Both users are answered by their Ann.
    void bothAnswer() {
        ourAnn.connect();
        theirAnn.connect();
        asksForPeople(hub, OURS);
        asksForPeople(hub, THEIRS);
        ourAnn.acceptOffer();
        theirAnn.acceptOffer();
    }

    @Nested
    class OfAnotherTenant {

        @Test
        void noUserIsOfferedOrShownInAQueue() {
            ourAnn.connect();
            theirAnn.connect();
            TestConsole ben = new TestConsole(hub.agents, MX, "ben").connect();

            asksForPeople(hub, OURS);
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(ourAnn.offer().handoff().conversation()).isEqualTo(OURS);
            assertThat(ourAnn.last(ConsoleEvent.QueueUpdate.class).depth()).isEqualTo(1);
            assertThat(theirAnn.told(ConsoleEvent.Offer.class)).isEmpty();
            assertThat(theirAnn.told(ConsoleEvent.QueueUpdate.class)).isEmpty();
            assertThat(ben.told(ConsoleEvent.Offer.class)).isEmpty();
            assertThat(new TestConsole(hub.agents, MX, "cid").connect().told.toString())
                    .doesNotContain(OURS.value());
        }

        @Test
        void noUserIsAcceptedThoughNobodyElseIsThere() {
            ourAnn.connect();
            theirAnn.connect();
            asksForPeople(hub, THEIRS);
            Handoff there = world.handoffs.find(THEIRS).orElseThrow();

            Accepted accepted = ourAnn.accept(there.id(), there.version());
            var declined =
                    hub.agents.acceptance().decline(ourAnn.id, there.id(), there.version(), "");

            assertThat(accepted).isEqualTo(DeskRefusal.GONE);
            assertThat(declined).isEqualTo(DeskRefusal.GONE);
            assertThat(theirAnn.acceptOffer().conversation()).isEqualTo(THEIRS);
        }

        @Test
        void aConversationAndItsLeaseAreUnknown() {
            bothAnswer();
            var lease = theirAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            says(hub, THEIRS, "u-1");

            SendResult said = ourAnn.say(THEIRS, lease, "m-1", "hi");
            Given given =
                    ourAnn.transfer(THEIRS, lease, new Destination.ToQueue(QueueId.DEFAULT), "");
            Read read = hub.agents.messages().read(ourAnn.id, THEIRS, 9);
            List<Beat> beats = hub.agents.acceptance().heartbeat(ourAnn.id, List.of(lease.id()));

            assertThat(said).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(given).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(ourAnn.end(THEIRS, lease)).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(read).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(beats).containsExactly(new Beat.Over(lease.id(), Lost.EXPIRED));
            assertThat(hub.agents.views().context(ourAnn.id, THEIRS, null, 9)).isEmpty();
            assertThat(hub.agents.views().read(ourAnn.agent, THEIRS)).isEmpty();
            assertThat(hub.agents.views().readable(ourAnn.agent)).containsExactly(OURS);
            assertThat(ourAnn.pushed).isEmpty();
        }

        @Test
        void aFileIsNotThere() {
            bothAnswer();
            world.media.with(FakeMediaLinks.PHOTO, "a.png", "image/png", MX);
            var ours = ourAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            var theirs = theirAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();

            assertThat(ourAnn.attach(OURS, ours, FakeMediaLinks.PHOTO))
                    .isEqualTo(DeskRefusal.NO_SUCH_FILE);
            assertThat(theirAnn.attach(THEIRS, theirs, FakeMediaLinks.PHOTO))
                    .isInstanceOf(SendResult.Accepted.class);
        }

        @Test
        void anAgentGetsNoTransfer() {
            bothAnswer();
            new TestConsole(hub.agents, MX, "ben").connect();
            var ours = ourAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            Destination ben = new Destination.ToAgent(new AgentId("ben"));

            assertThat(ourAnn.transfer(OURS, ours, ben, "")).isEqualTo(DeskRefusal.NO_TARGET);
        }

        @Test
        void aSupervisorSeesNothing() {
            says(hub, OURS, "u-1");
            says(hub, THEIRS, "u-1");
            TestConsole sue = new TestConsole(hub.agents, MX, "sue");
            assertThat(sue.arrive(true, Map.of(OURS, 0L, THEIRS, 0L))).isEqualTo(Arrived.DONE);

            var refused = hub.agents.views().watch(sue.id, OURS, null);
            says(hub, OURS, "u-2");
            says(hub, THEIRS, "u-3");

            assertThat(refused).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(hub.agents.views().context(sue.id, OURS, null, 9)).isEmpty();
            assertThat(hub.agents.views().context(sue.id, THEIRS, null, 9)).isPresent();
            assertThat(sue.texts()).containsExactly("\"u-1\"", "\"u-3\"");
        }

        @Test
        void aSupervisorDoesNotWatchAConversationThatNobodyHas() {
            TestConsole sue = new TestConsole(hub.agents, MX, "sue").connectAsSupervisor();

            for (String name : List.of("plat:", "plat::", "plat:nobody!", "plat:mx:1", "x:y")) {
                ConversationId none = new ConversationId(name + "0");
                assertThat(hub.agents.views().watch(sue.id, none, null))
                        .isEqualTo(DeskRefusal.NOT_FOUND);
            }
        }
    }

    @Nested
    class AnAgentOfTheSameName {

        @Test
        void hearsHowTheirOwnMessagesFareAndNoOthers() {
            bothAnswer();
            var theirs = theirAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();

            theirAnn.say(THEIRS, theirs, "m-1", "hola");

            assertThat(theirAnn.last(ConsoleEvent.Status.class).message().conversation())
                    .isEqualTo(THEIRS);
            assertThat(ourAnn.told(ConsoleEvent.Status.class)).isEmpty();
            assertThat(ourAnn.pushed).isEmpty();
        }

        @Test
        void hasUnreadCountsAndAvailabilityOfTheirOwn() {
            bothAnswer();

            says(hub, THEIRS, "u-1");
            hub.agents.views().choose(theirAnn.id, 1, 2);
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(theirAnn.last(ConsoleEvent.Unread.class).conversations())
                    .containsExactly(Map.entry(THEIRS, 1));
            assertThat(ourAnn.told(ConsoleEvent.Unread.class))
                    .allSatisfy(unread -> assertThat(unread.total()).isZero());
            assertThat(ourAnn.told(ConsoleEvent.AvailabilityChanged.class)).isEmpty();
            assertThat(hub.availability.find(ourAnn.agent).takesChats()).isTrue();
            assertThat(hub.availability.find(theirAnn.agent).takesChats()).isFalse();
        }

        @Test
        void hasAsManyChatsAndConsolesAsAnyAgent() {
            bothAnswer();
            for (int i = 2; i <= 3; i++) {
                new TestConsole(hub.agents, MX, "ann/" + i).connect();
            }

            asksForPeople(hub, ConversationId.of(LiveChats.ORIGIN, "acme:2"));
            ourAnn.acceptOffer();
            asksForPeople(hub, ConversationId.of(LiveChats.ORIGIN, "mx:2"));

            assertThat(theirAnn.acceptOffer().handoff().holder().id().value()).isEqualTo("ann");
            assertThat(new TestConsole(hub.agents, "ann/2").arrive(false, Map.of()))
                    .isEqualTo(Arrived.DONE);
        }

        @Test
        void isNotMissedWhereTheOtherOneIsThere() {
            bothAnswer();

            theirAnn.disconnect();
            world.clock.advance(Duration.ofSeconds(61));

            assertThat(world.handoffs.find(THEIRS).orElseThrow())
                    .isInstanceOf(Handoff.Queued.class);
            assertThat(world.handoffs.find(OURS).orElseThrow()).isInstanceOf(Handoff.Leased.class);
        }

        @Test
        void goesOnWithTheirOwnAfterARestart() {
            bothAnswer();
            says(hub, THEIRS, "u-1");

            LiveHub next = hub.crash();
            TestConsole ours = new TestConsole(next.agents, "ann").recoverAs(theirAnn);
            TestConsole theirs = new TestConsole(next.agents, MX, "ann").recover();
            says(next, THEIRS, "u-2");

            assertThat(ours.last(ConsoleEvent.Ready.class).recovered()).isFalse();
            assertThat(ours.last(ConsoleEvent.Ready.class).leases())
                    .singleElement()
                    .satisfies(held -> assertThat(held.conversation()).isEqualTo(OURS));
            assertThat(ours.last(ConsoleEvent.Ready.class).unread().total()).isZero();
            assertThat(theirs.last(ConsoleEvent.Ready.class).recovered()).isTrue();
            assertThat(theirs.last(ConsoleEvent.Ready.class).leases())
                    .singleElement()
                    .satisfies(held -> assertThat(held.conversation()).isEqualTo(THEIRS));
            assertThat(theirs.last(ConsoleEvent.Ready.class).unread().total()).isEqualTo(1);
            assertThat(theirs.last(ConsoleEvent.ContextSnapshot.class).shown().said())
                    .extracting(TestConsole::text)
                    .contains("\"u-1\"");
            assertThat(theirs.texts()).containsExactly("\"u-2\"");
        }

        @Test
        void hasQueuesOfTheirOwnThatBearTheSameNames() {
            bothAnswer();
            var theirs = theirAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            world.clock.advance(Duration.ofSeconds(1));
            int told = ourAnn.told(ConsoleEvent.QueueUpdate.class).size();

            theirAnn.transfer(THEIRS, theirs, new Destination.ToQueue(LiveHub.SALES), "");
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(theirAnn.last(ConsoleEvent.QueueUpdate.class).queue())
                    .isEqualTo(LiveHub.SALES);
            assertThat(hub.agents.queueFigures())
                    .filteredOn(figure -> figure.queue().equals(LiveHub.SALES))
                    .extracting(QueueFigure::tenant, QueueFigure::waiting)
                    .containsExactly(tuple(TenantId.DEFAULT, 0), tuple(MX, 1));
            assertThat(ourAnn.told(ConsoleEvent.QueueUpdate.class)).hasSize(told);
            assertThat(new TestConsole(hub.agents, "ben").connect().last(ConsoleEvent.Ready.class))
                    .satisfies(ready -> assertThat(ready.queues()).containsEntry(LiveHub.SALES, 0));
        }
    }

    /// Their platforms, and the rights there, are each client's own.
    @Nested
    class CallsForAnotherTenant {

        private void theirsGet(SendOutcome outcome) {
            for (int i = 0; i < 100; i++) {
                world.bot.step(message ->
                        message.conversation().equals(THEIRS)
                                ? outcome
                                : new SendOutcome.Called(ScriptedBot.TAKEN));
            }
        }

        private void theyTalk() {
            var ours = ourAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            var theirs = theirAnn.last(ConsoleEvent.ContextSnapshot.class).held().lease();
            theirAnn.say(THEIRS, theirs, "m-1", "hola");
            for (int i = 0; i < 5; i++) {
                world.clock.advance(Duration.ofSeconds(20));
                hub.agents.acceptance().heartbeat(ourAnn.id, List.of(ours.id()));
                hub.agents.acceptance().heartbeat(theirAnn.id, List.of(theirs.id()));
            }
            ourAnn.say(OURS, ours, "m-1", "hello");
        }

        @Test
        void openACircuitOfTheirOwn() {
            bothAnswer();
            theirsGet(new SendOutcome.Called(AWAY));

            theyTalk();

            assertThat(hub.gates.outages())
                    .singleElement()
                    .satisfies(trouble -> {
                        assertThat(trouble.target()).hasToString("user:plat/whatsapp/mx");
                        assertThat(trouble.circuit().state()).isNotEqualTo(Circuit.State.CLOSED);
                    });
            assertThat(ourAnn.last(ConsoleEvent.Status.class).delivery())
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(theirAnn.told(ConsoleEvent.Status.class))
                    .extracting(ConsoleEvent.Status::delivery)
                    .hasOnlyElementsOfType(Delivery.Pending.class);
        }

        /// As those do of a client that is no longer configured.
        @Test
        void holdBackNoneButTheirOwn() {
            bothAnswer();
            theirsGet(new SendOutcome.NotBefore(world.clock.instant().plusSeconds(300)));

            theyTalk();

            assertThat(ourAnn.last(ConsoleEvent.Status.class).delivery())
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(theirAnn.told(ConsoleEvent.Status.class)).isEmpty();
        }

        @Test
        void areMadeWhenAnAdminAsksForThem() {
            bothAnswer();
            theirsGet(new SendOutcome.Hold());
            theyTalk();
            int heard = world.bot.heard().size();

            hub.lanes.rereadAll(new Target(Target.Kind.USER, "plat/whatsapp"));

            assertThat(world.bot.heard().subList(heard, world.bot.heard().size()))
                    .singleElement()
                    .asString()
                    .contains("hola");
        }
    }

    @Test
    void anAgentWorksForTheClientThatTheirTokenNamesAndElseForTheUsualOne() {
        assertThat(hub.tenants.ofClient(null)).isEqualTo(TenantId.DEFAULT);
        assertThat(hub.tenants.ofClient("acme")).isEqualTo(TenantId.DEFAULT);
        assertThat(hub.tenants.ofClient("mx")).isEqualTo(MX);
        assertThat(hub.tenants.ofClient("gone")).isEqualTo(new TenantId("gone"));
        assertThatThrownBy(() -> hub.tenants.ofClient("no name"))
                .isInstanceOf(InvalidValueException.class);
    }

    /// As it was when all agents served all clients.
    @Test
    void aHandoffFromBeforeThereWereTenantsStaysWithTheDefaultTenantsAgents() {
        says(hub, THEIRS, "u-1");
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_" + "0".repeat(24)),
                        THEIRS,
                        TenantId.DEFAULT,
                        "whatsapp",
                        new Target(Target.Kind.USER, "plat/whatsapp"),
                        new Handoff.Customer("52155", "Eva", Handoff.Customer.NOTHING_ELSE),
                        "bot_asks",
                        world.clock.instant(),
                        Tags.NONE,
                        Priority.USUAL);
        world.handoffs.change(0, Handoff.begin(details, 0, QueueId.DEFAULT));

        LiveHub next = hub.crash();
        TestConsole theirs = new TestConsole(next.agents, MX, "ann").connectAsSupervisor();
        TestConsole ours = new TestConsole(next.agents, "ann").connect();
        var lease = ours.acceptOffer().lease();
        ours.say(THEIRS, lease, "m-1", "hola");

        assertThat(ours.last(ConsoleEvent.Status.class).message().conversation()).isEqualTo(THEIRS);
        assertThat(theirs.told(ConsoleEvent.Offer.class)).isEmpty();
        assertThat(next.agents.views().watch(theirs.id, THEIRS, null))
                .isEqualTo(DeskRefusal.NOT_FOUND);
    }
}

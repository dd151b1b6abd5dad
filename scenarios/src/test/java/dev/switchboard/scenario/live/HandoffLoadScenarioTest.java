package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A hub loads its handoffs one by one after a start, and the store fails on the way.
class HandoffLoadScenarioTest extends LiveStory {

    private static final ConversationId FIRST = ConversationId.of(LiveChats.ORIGIN, "acme:1");
    private static final ConversationId SECOND = ConversationId.of(LiveChats.ORIGIN, "acme:2");
    private static final ConversationId THIRD = ConversationId.of(LiveChats.ORIGIN, "acme:3");

    /// An agent has two users, each of whom said something.
    @BeforeEach
    void talk() {
        TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        for (ConversationId user : List.of(FIRST, SECOND)) {
            assertThat(hub.chats.opener().connect(asks(user))).isInstanceOf(Connected.Done.class);
            ann.acceptOffer();
            says(hub, user, "1");
        }
    }

    private static Command asks(ConversationId user) {
        Request request =
                new Request(
                        TenantId.DEFAULT,
                        "whatsapp",
                        user.externalId(),
                        "acme-bot",
                        "bot-1",
                        "Ann",
                        "ann@example.com",
                        "",
                        new Content("{}"),
                        "default",
                        "Orders",
                        new Once("body", null));
        return new Command(user, request, false, "console", Map.of());
    }

    private static void says(LiveHub at, ConversationId user, String text) {
        Content said = new Content("\"" + text + "\"");
        String id = user.externalId() + " " + text;
        at.chats
                .userMessages()
                .hear(List.of(new InboundMessage(user, Party.USER, "acme", id, said, text, false)));
    }

    private Map<ConversationId, Integer> unread(LiveHub at) {
        TestConsole ann = new TestConsole(at.agents, "ann").connect();
        return ann.last(ConsoleEvent.Ready.class).unread().conversations();
    }

    /// A hub that has loaded the first handoff and not the second.
    private LiveHub startHalf() {
        world.handoffs.afterFinding(SECOND, world.outage::begin);
        LiveHub next = hub.crash();
        world.outage.end();
        return next;
    }

    @Test
    void countsWhatAUserSaysBeforeAllHandoffsAreLoaded() {
        LiveHub next = startHalf();

        says(next, FIRST, "2");
        next.sweepHandoffs();

        assertThat(unread(next)).containsEntry(FIRST, 2);
    }

    @Test
    void countsOnceWhatAUserOfAHandoffSaysThatIsNotLoadedYet() {
        LiveHub next = startHalf();

        says(next, SECOND, "2");
        next.sweepHandoffs();

        assertThat(unread(next)).containsEntry(SECOND, 2);
    }

    @Test
    void letsAnAgentGoOnWithALeaseThatIsNotLoadedYetThoughItsStoredEndHasPassed() {
        Leased leased = (Leased) world.handoffs.find(SECOND).orElseThrow();
        Lease lease = leased.lease();
        world.handoffs.keep(
                List.of(
                        leased.with(
                                new Lease(
                                        lease.id(),
                                        lease.agent(),
                                        lease.since(),
                                        lease.fromSeq(),
                                        lease.readSeq(),
                                        world.clock.instant()))));
        world.handoffs.afterFinding(FIRST, world.outage::begin);
        LiveHub next = hub.crash();
        world.outage.end();
        AgentAtConsole ann = new AgentAtConsole(leased.holder(), false, 0);

        assertThat(next.handoffs.forDesks().leases().renew(SECOND, lease.id(), ann)).isPresent();
        next.sweepHandoffs();

        assertThat(world.handoffs.find(SECOND).orElseThrow()).isInstanceOf(Leased.class);
    }

    @Test
    void endsAnOfferNoLaterThanItsOwnThoughAnotherHubsClockWasAhead() {
        new TestConsole(hub.agents, "ben").connect();
        hub.chats.opener().connect(asks(THIRD));
        Offered offered = (Offered) world.handoffs.find(THIRD).orElseThrow();
        world.handoffs.change(
                offered.version(),
                new Offered(
                        offered.details(),
                        offered.version() + 1,
                        offered.step(),
                        offered.place(),
                        offered.tried(),
                        offered.agent(),
                        world.clock.instant().plus(Duration.ofHours(1))));
        LiveHub next = hub.crash();
        TestConsole back = new TestConsole(next.agents, "ben").connect();
        assertThat(back.last(ConsoleEvent.Ready.class).offers()).hasSize(1);

        world.clock.advance(Duration.ofSeconds(30));

        assertThat(world.handoffs.find(THIRD).orElseThrow().step().note())
                .isEqualTo(Offered.DEADLINE);
    }

    /// The hub before died between the step and its record.
    @Test
    void recordsTheLastStepBeforeTheNextOneOfAHandoffThatIsNotLoadedYet() {
        Leased leased = (Leased) world.handoffs.find(SECOND).orElseThrow();
        world.handoffs.change(leased.version(), leased.lapse(world.clock.instant(), "unrenewed"));
        world.handoffs.afterFinding(FIRST, world.outage::begin);
        LiveHub next = hub.crash();
        world.outage.end();

        next.leave(SECOND);

        assertThat(journaled(SECOND))
                .filteredOn(text -> text.contains("handoff_"))
                .satisfiesExactly(
                        text -> assertThat(text).contains("handoff_requested"),
                        text -> assertThat(text).contains("handoff_joined"),
                        text -> assertThat(text).contains("handoff_lapsed"),
                        text -> assertThat(text).contains("handoff_customer_left"));
    }

    @Test
    void countsWhatWasSaidBeforeAnOutageInTheMiddle() {
        LiveHub next = startHalf();

        next.sweepHandoffs();

        assertThat(unread(next)).containsEntry(FIRST, 1).containsEntry(SECOND, 1);
    }
}

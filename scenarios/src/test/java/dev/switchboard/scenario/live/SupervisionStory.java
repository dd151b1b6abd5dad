package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;

/// The shared base of what supervisors decide: Ann has a conversation, and Sue leads.
abstract class SupervisionStory extends LiveStory {

    final Browser user = browser("user");
    final TestConsole ann = new TestConsole(hub.agents, "ann");
    final TestConsole sue = new TestConsole(hub.agents, "sue");
    Held held;

    SupervisionStory() {
        this(new LiveWorld());
    }

    SupervisionStory(LiveWorld world) {
        super(world);
    }

    @BeforeEach
    void anAgentHasAConversation() {
        own(user, BOT_CHAT);
        hub.send.send(toBot(user, "q-1", "\"help\""));
        ann.connect();
        sue.connectAsSupervisor();
        hub.agents.views().choose(sue.id, 1, 2);
        hub.replies.accept(botAsksForAgent());
        held = ann.acceptOffer();
    }

    static SuperviseHandoffs handoffs(LiveHub hub) {
        return hub.supervision.handoffs();
    }

    Handoff handoff() {
        return handoff(BOT_CHAT);
    }

    Handoff handoff(ConversationId conversation) {
        return world.stores.handoffs().find(conversation).orElseThrow();
    }

    Agent holder() {
        return ((Leased) handoff()).holder();
    }

    /// A user of the bot who wants an agent.
    Handoff waits(String name) {
        ConversationId chat = ConversationId.of("bot", name);
        hub.handoffs
                .requests()
                .ask(
                        AgentRequest.ofClient(
                                chat,
                                new Handoff.Customer("c", "", Handoff.Customer.NOTHING_ELSE),
                                "test"));
        return handoff(chat);
    }

    /// A decision about a handoff as it was seen.
    static Directive directive(Handoff seen, String id, String note) {
        return new Directive(
                seen.conversation(), seen.id(), seen.version(), id, "does " + note, note);
    }

    static Step.Order order(String id, String note) {
        return new Step.Order(id, "does " + note);
    }

    Accepted takes(TestConsole who, Handoff seen, String id, String note) {
        return handoffs(hub).take(who.id, directive(seen, id, note));
    }

    static Held done(Accepted accepted) {
        assertThat(accepted).isInstanceOf(Accepted.Done.class);
        return ((Accepted.Done) accepted).held();
    }

    /// What the conversation records of steps of this kind.
    List<Message> records(Step.Kind kind) {
        String event = "handoff_" + kind.name().toLowerCase(Locale.ROOT);
        return world.store.history().messages(BOT_CHAT, 0, 100).stream()
                .map(Recorded::message)
                .filter(message -> TestConsole.everything(message).contains(event))
                .toList();
    }
}

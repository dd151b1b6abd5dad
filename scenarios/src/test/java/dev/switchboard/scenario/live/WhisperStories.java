package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.service.conversation.ConversationModule;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A supervisor whispers to the holder of a conversation: nobody else learns a word of it, or who
/// said it, by any way.
abstract class WhisperStories extends SupervisionStory {

    private static final String WORDS = "offer her a refund";

    private final TestConsole boss = new TestConsole(hub.agents, "boss");
    private final ConversationModule reading =
            ConversationModule.of(
                    world.store.conversations(),
                    world.store.history(),
                    world.store.recentActivity());

    WhisperStories(LiveWorld world) {
        super(world);
    }

    @BeforeEach
    void supervisorsWatch() {
        boss.connectAsSupervisor();
        hub.agents.views().choose(boss.id, 1, 2);
        hub.agents.views().watch(sue.id, BOT_CHAT, null);
        hub.agents.views().watch(boss.id, BOT_CHAT, null);
    }

    /// All messages that a console was shown, in any way.
    private static List<Message> shown(TestConsole console) {
        List<Message> all = new ArrayList<>(console.pushed);
        console.told(ConsoleEvent.ContextSnapshot.class)
                .forEach(it -> all.addAll(it.shown().said()));
        return all;
    }

    private static boolean isWhisper(Message message) {
        return TestConsole.everything(message).contains(WORDS);
    }

    /// There is an entry in its place, of nobody.
    private static void seesNothing(List<Message> shown, long seq) {
        assertThat(shown)
                .noneMatch(WhisperStories::isWhisper)
                .filteredOn(message -> message.seq() == seq)
                .isNotEmpty()
                .allSatisfy(message -> {
                    assertThat(TestConsole.everything(message)).contains("sealed");
                    assertThat(message.author().name()).isEqualTo("switchboard");
                });
    }

    private long whispers() {
        SendResult said = sue.whisper(BOT_CHAT, "w-1", WORDS);
        assertThat(said).isInstanceOf(SendResult.Accepted.class);
        return ((SendResult.Accepted) said).seq();
    }

    @Test
    void isShownToTheConsolesOfTheHolderAndTheAuthorAlone() {
        TestConsole other = new TestConsole(hub.agents, "ann/2").connect();

        long seq = whispers();
        ann.say(BOT_CHAT, held.lease(), "m-1", "one moment");
        user.settle();

        for (TestConsole console : List.of(ann, other, sue)) {
            assertThat(console.pushed)
                    .filteredOn(WhisperStories::isWhisper)
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.seq()).isEqualTo(seq);
                        assertThat(message.author().name()).isEqualTo("sue");
                    });
        }
        seesNothing(shown(boss), seq);
        assertThat(boss.seqs()).isSorted().endsWith(seq, seq + 1);
    }

    @Test
    void isNotShownToTheNextHolderNorToWhoReadsOn() {
        long seq = whispers();

        ann.transfer(BOT_CHAT, held.lease(), new Destination.ToQueue(QueueId.DEFAULT), "");
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        ben.acceptOffer();

        seesNothing(shown(ben), seq);
        for (TestConsole console : List.of(ben, boss)) {
            Slice read = hub.agents.views().context(console.id, BOT_CHAT, null, 100).orElseThrow();
            seesNothing(read.said(), seq);
        }
        seesNothing(hub.agents.views().read(ben.agent, BOT_CHAT).orElseThrow().said(), seq);
        assertThat(hub.agents.views().context(sue.id, BOT_CHAT, null, 100).orElseThrow().said())
                .anyMatch(WhisperStories::isWhisper);
    }

    @Test
    void isNotShownWhenConsolesComeBackAfterACrash() {
        long seq = whispers();

        LiveHub next = hub.crash();
        TestConsole again = new TestConsole(next.agents, "ann").connectFrom(BOT_CHAT, seq - 1);
        TestConsole bossAgain = new TestConsole(next.agents, "boss");
        bossAgain.arrive(true, Map.of(BOT_CHAT, seq - 1));

        assertThat(again.pushed).anyMatch(WhisperStories::isWhisper);
        seesNothing(shown(bossAgain), seq);
        assertThat(new TestConsole(next.agents, "sue").connectAsSupervisor().pushed).isEmpty();
    }

    @Test
    void reachesNeitherUserNorBotNorAdmin() {
        whispers();
        ann.say(BOT_CHAT, held.lease(), "m-1", "one moment");
        user.settle();
        ann.end(BOT_CHAT, held.lease());
        hub.send.send(toBot(user, "q-2", "\"thanks\""));
        user.settle();

        assertThat(user.texts()).noneMatch(text -> text.contains(WORDS) || text.contains("sealed"));
        assertThat(world.bot.heard()).noneMatch(text -> text.contains(WORDS));
        assertThat(
                        reading
                                .own(hub.connected)
                                .read(user.who(), BOT_CHAT, 0, 100)
                                .orElseThrow()
                                .messages()
                                .stream()
                                .map(OwnMessage::message)
                                .map(TestConsole::text))
                .noneMatch(text -> text.contains(WORDS) || text.contains("note"));
        assertThat(reading.conversations().messages(BOT_CHAT, 0, 100).orElseThrow().messages())
                .extracting(recorded -> recorded.message().content().text())
                .contains("{\"type\":\"note\"}")
                .noneMatch(text -> text.contains(WORDS));
        assertThat(reading.recent().messagesSince(Instant.EPOCH, null, 100).messages())
                .extracting(recorded -> recorded.message().content().text())
                .noneMatch(text -> text.contains(WORDS));
        assertThat(hub.chats.reader().context(BOT_CHAT).stream().map(TestConsole::text))
                .noneMatch(text -> text.contains(WORDS) || text.contains("note"));
        assertThat(deliveries(BOT_CHAT))
                .hasSameSizeAs(
                        world.store.history().messages(BOT_CHAT, 0, 100).stream()
                                .filter(it -> !it.message().content().isForAgents())
                                .flatMap(it -> it.deliveries().stream())
                                .toList());
    }

    @Test
    void isForSupervisorsWhoWatchAConversationThatSomebodyElseHas() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole lea = new TestConsole(hub.agents, "lea").connectAsSupervisor();

        for (TestConsole console : List.of(ann, ben, lea)) {
            assertThat(console.whisper(BOT_CHAT, "w-1", WORDS))
                    .as(console.agent.toString())
                    .isEqualTo(DeskRefusal.NOT_FOUND);
        }
        long seq = whispers();
        done(takes(boss, handoff(), "t-1", ""));
        assertThat(boss.whisper(BOT_CHAT, "w-2", WORDS)).isEqualTo(DeskRefusal.NOT_FOUND);
        seesNothing(shown(boss), seq);
        boss.end(BOT_CHAT, boss.last(ConsoleEvent.ContextSnapshot.class).held().lease());
        assertThat(sue.whisper(BOT_CHAT, "w-2", WORDS)).isEqualTo(DeskRefusal.NOT_FOUND);
    }

    /// For whoever had it then.
    @Test
    void isSaidOnceForAnId() {
        long seq = whispers();
        assertThat(sue.note(BOT_CHAT, "w-1", WORDS)).isEqualTo(DeskRefusal.ID_REUSED);
        done(takes(boss, handoff(), "t-1", ""));

        Instant now = world.clock.instant();
        assertThat(sue.whisper(BOT_CHAT, "w-1", WORDS))
                .isEqualTo(new SendResult.Accepted(seq, now, true));
        seesNothing(shown(boss), seq);
        assertThat(ann.pushed).filteredOn(WhisperStories::isWhisper).hasSize(1);
    }

    @Test
    void isErasedWithThePerson() {
        whispers();

        hub.erase.erase(BOT_CHAT.value(), "root");
        hub.people.goOn();

        assertThat(world.store.history().messages(BOT_CHAT, 0, 100))
                .extracting(recorded -> recorded.message().content())
                .contains(Content.forAgents(AgentNote.ERASED))
                .allMatch(Content::isErased);
    }
}

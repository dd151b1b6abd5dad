package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.News;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.conversation.ConversationModule;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What agents write for each other reaches no user, bot, desk, channel or back end, by any way out
/// of the hub.
abstract class NoteStories extends LiveStory {

    private static final String WORDS = "he is angry";
    private static final ConversationId CHAT = ConversationId.of(LiveChats.ORIGIN, "acme:52155");

    private final ConversationModule reading =
            ConversationModule.of(
                    world.store.conversations(),
                    world.store.history(),
                    world.store.recentActivity());

    NoteStories(LiveWorld world) {
        super(world);
    }

    Entry entry(ConversationId conversation, List<Delivery> deliveries) {
        return new Entry(
                world.ids.messageId(),
                conversation,
                new Author(Party.AGENT, "ann"),
                Content.forAgents(new AgentNote("{\"id\":\"n\",\"text\":\"" + WORDS + "\"}")),
                null,
                deliveries,
                world.clock.instant());
    }

    private Message note(ConversationId conversation) {
        return ((Appended.Stored) world.journal.append(entry(conversation, List.of()))).message();
    }

    private static Stream<String> texts(Stream<Message> messages) {
        return messages.map(TestConsole::text);
    }

    /// The journal, as admins read it: the entry, without its words.
    private void isUnreadable(Message note) {
        ConversationId conversation = note.conversation();
        assertThat(reading.conversations().messages(conversation, 0, 100).orElseThrow().messages())
                .extracting(recorded -> recorded.message().content().text())
                .contains("{\"type\":\"note\"}")
                .noneMatch(text -> text.contains(WORDS));
        assertThat(reading.conversations().trace(note.id()).orElseThrow().message().recorded())
                .satisfies(it -> assertThat(it.deliveries()).isEmpty());
        assertThat(reading.recent().messagesSince(Instant.EPOCH, null, 100).messages())
                .extracting(recorded -> recorded.message().content().text())
                .noneMatch(text -> text.contains(WORDS));
        assertThat(texts(reading.recent().botMessages(conversation.origin(), 100).stream()))
                .noneMatch(text -> text.contains(WORDS) || text.contains("note"));
        assertThat(note.toString()).doesNotContain(WORDS);
    }

    @Test
    void aUserOfTheBotSeesNoneLiveOrAfterwards() {
        Browser user = browser("user");
        own(user, BOT_CHAT);
        hub.send.send(toBot(user, "q-1", "\"help\""));
        hub.replies.accept(botSays("\"wait\""));

        Message note = note(BOT_CHAT);
        hub.replies.accept(botSays("\"still there?\""));
        user.settle();
        LiveHub next = hub.crash();
        Browser again = user.on(next.clients).connect();
        again.bind(BOT_CHAT, 0);
        next.send.send(toBot(again, "q-2", "\"yes\""));
        next.delivery.sweep();
        again.settle();

        assertThat(user.texts()).containsExactly("\"wait\"", "\"still there?\"");
        assertThat(again.texts()).noneMatch(text -> text.contains("note"));
        assertThat(world.bot.heard()).containsExactly("\"help\"", "\"yes\"");
        assertThat(reading.own(next.connected).read(user.who(), BOT_CHAT, 0, 100).orElseThrow())
                .satisfies(page ->
                        assertThat(page.messages())
                                .extracting(OwnMessage::message)
                                .extracting(Message::seq)
                                .containsExactly(1L, 2L, 4L, 5L));
        isUnreadable(note);
    }

    @Test
    void aUserReadsThatTheConversationIsPassedOnAndNotWhatTheAgentWroteAboutIt() {
        Browser user = browser("user");
        own(user, BOT_CHAT);
        hub.send.send(toBot(user, "q-1", "\"help\""));
        TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        hub.replies.accept(botAsksForAgent());
        Lease lease = ann.acceptOffer().lease();

        ann.transfer(BOT_CHAT, lease, new Destination.ToQueue(QueueId.DEFAULT), WORDS);

        assertThat(
                        texts(
                                reading
                                        .own(hub.connected)
                                        .read(user.who(), BOT_CHAT, 0, 100)
                                        .orElseThrow()
                                        .messages()
                                        .stream()
                                        .map(OwnMessage::message)))
                .anyMatch(text -> text.contains("handoff_transferred"))
                .noneMatch(text -> text.contains(WORDS));
        assertThat(world.store.history().messages(BOT_CHAT, 0, 100))
                .extracting(recorded -> recorded.message().content().note())
                .contains(new AgentNote("{\"note\":\"" + WORDS + "\"}"));
    }

    @Test
    void aDeskOutsideAndABotThatAsksForTheContextAreToldNone() {
        says(Party.USER, "hello");
        says(Party.BOT, "A moment.");
        Message first = note(CHAT);
        assertThat(connect()).isInstanceOf(OpenChats.Connected.Done.class);
        note(CHAT);

        tells(new DeskEvent.Joined("Bea"));
        world.desk.replaced = true;
        says(Party.USER, "uno");
        tells(new DeskEvent.Typing(true));
        note(CHAT);
        tells(new DeskEvent.Message("Bea", "note"));
        says(Party.USER, "1");
        hub.chats.opener().finish(CHAT);

        assertThat(world.desk.seen)
                .contains("uno", "1")
                .anyMatch(text -> text.contains("Bot [27-05-2099"))
                .noneMatch(text -> text.contains(WORDS) || text.contains("note"));
        assertThat(world.bot.heard()).noneMatch(text -> text.contains(WORDS));
        assertThat(world.bot.typing()).noneMatch(text -> text.contains("note"));
        assertThat(texts(hub.chats.reader().context(CHAT).stream()))
                .containsExactly("\"hello\"", "\"A moment.\"");
        isUnreadable(first);
    }

    @Test
    void theEchoOfAMessageIsNotTakenForANote() {
        connect();
        note(CHAT);
        int before = journaled(CHAT).size();

        hears(Party.AGENT, "note", true);

        assertThat(journaled(CHAT)).hasSize(before + 1);
    }

    @Nested
    class Written {

        private final Browser user = browser("user");
        private final TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        private Lease lease;

        Written() {
            own(user, BOT_CHAT);
            hub.send.send(toBot(user, "q-1", "\"help\""));
            hub.replies.accept(botAsksForAgent());
            lease = ann.acceptOffer().lease();
            ann.say(BOT_CHAT, lease, "m-1", "hi");
            user.settle();
        }

        private long last() {
            return world.store.conversations().find(BOT_CHAT).orElseThrow().lastSeq();
        }

        @Test
        void byTheHolderIsSeenByAgentsInItsPlace() {
            TestConsole other = new TestConsole(hub.agents, "ann/2").connect();
            TestConsole boss = new TestConsole(hub.agents, "boss").connectAsSupervisor();
            hub.agents.views().watch(boss.id, BOT_CHAT, null);
            long before = last();

            SendResult said = ann.note(BOT_CHAT, "n-1", WORDS);
            SendResult again = ann.note(BOT_CHAT, "n-1", WORDS);
            ann.say(BOT_CHAT, lease, "m-2", "one moment");
            SendResult whispered = boss.note(BOT_CHAT, "n-2", "be kind");
            user.settle();

            Instant now = world.clock.instant();
            assertThat(said).isEqualTo(new SendResult.Accepted(before + 1, now, false));
            assertThat(again).isEqualTo(new SendResult.Accepted(before + 1, now, true));
            assertThat(whispered).isEqualTo(new SendResult.Accepted(before + 3, now, false));
            for (TestConsole console : List.of(ann, other, boss)) {
                assertThat(console.pushed)
                        .filteredOn(message -> message.seq() > before)
                        .extracting(message -> message.content().isForAgents())
                        .containsExactly(true, false, true);
            }
            assertThat(user.texts())
                    .noneMatch(text -> text.contains("note") || text.contains(WORDS));
            assertThat(deliveries(BOT_CHAT))
                    .hasSameSizeAs(
                            world.store.history().messages(BOT_CHAT, 0, 100).stream()
                                    .filter(it -> !it.deliveries().isEmpty())
                                    .toList());
        }

        @Test
        void survivesACrashAndIsInWhatTheNextAgentIsShown() {
            ann.note(BOT_CHAT, "n-1", WORDS);

            LiveHub next = hub.crash();
            TestConsole back = new TestConsole(next.agents, "ann").connect();
            SendResult again = back.note(BOT_CHAT, "n-1", WORDS);
            back.transfer(BOT_CHAT, lease, new Destination.ToQueue(QueueId.DEFAULT), "");
            TestConsole ben = new TestConsole(next.agents, "ben").connect();
            ben.acceptOffer();

            assertThat(again)
                    .isInstanceOfSatisfying(
                            SendResult.Accepted.class,
                            it -> {
                                assertThat(it.duplicate()).isTrue();
                            });
            assertThat(ben.last(ConsoleEvent.ContextSnapshot.class).shown().said())
                    .extracting(message -> message.content().note())
                    .contains(new AgentNote("{\"id\":\"n-1\",\"text\":\"" + WORDS + "\"}"));
        }

        @Test
        void isNoAnswerAndNoWordOfTheConversation() {
            world.clock.advance(Duration.ofSeconds(9));

            ann.note(BOT_CHAT, "n-1", WORDS);

            TestConsole again = new TestConsole(hub.agents, "ann/2").connect();
            ConsoleLine.Held held = again.last(ConsoleEvent.Ready.class).leases().getFirst();
            assertThat(TestConsole.text(requireNonNull(held.last()))).contains("hi");
            assertThat(held.agentAt()).isEqualTo(world.clock.instant().minusSeconds(9));
            assertThat(again.last(ConsoleEvent.Ready.class).unread().total()).isZero();
        }

        @Test
        void byAnybodyElseIsRefused() {
            TestConsole ben = new TestConsole(hub.agents, "ben").connect();
            TestConsole boss = new TestConsole(hub.agents, "boss").connectAsSupervisor();
            TestConsole elektras =
                    new TestConsole(hub.agents, new TenantId("elektra"), "eve")
                            .connectAsSupervisor();
            hub.agents.views().watch(elektras.id, BOT_CHAT, null);
            long before = last();

            for (TestConsole console : List.of(ben, boss, elektras)) {
                assertThat(console.note(BOT_CHAT, "n-1", WORDS)).isEqualTo(DeskRefusal.NOT_FOUND);
            }
            assertThat(ann.note(BOT_CHAT, "m-1", WORDS)).isEqualTo(DeskRefusal.ID_REUSED);
            ann.note(BOT_CHAT, "n-1", WORDS);
            ann.end(BOT_CHAT, lease);
            assertThat(ann.note(BOT_CHAT, "n-2", WORDS)).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(ann.note(BOT_CHAT, "n-1", WORDS)).isInstanceOf(SendResult.Accepted.class);
            assertThat(last()).isEqualTo(before + 2);
        }

        @Test
        void isRefusedWhileTheStoreHasNoRoom() {
            world.shortOfRoom = true;

            assertThatThrownBy(() -> ann.note(BOT_CHAT, "n-1", WORDS))
                    .isInstanceOf(StoreUnavailableException.class);
        }

        @Test
        void isFoundByNoSearch() {
            ann.note(BOT_CHAT, "n-1", WORDS);
            ann.say(BOT_CHAT, lease, "m-2", "calm down");
            hub.search.goOn();

            TestConsole boss = new TestConsole(hub.agents, "boss").connectAsSupervisor();
            for (TestConsole console : List.of(ann, boss)) {
                assertThat(hits(console, "calm")).hasSize(1);
                assertThat(hits(console, "angry")).isEmpty();
            }
        }

        private List<SearchMessages.Hit> hits(TestConsole console, String words) {
            SearchMessages.SearchQuery query =
                    new SearchMessages.SearchQuery(words, "", Handling.ANY, null, null, null, 10);
            Found found = hub.search.search().search(console.id, query);
            return ((Found.Page) found).hits();
        }

        /// What is written about people is theirs to know.
        @Test
        void isInTheExportOfThePersonAlone() {
            ann.note(BOT_CHAT, "n-1", WORDS);

            List<String> lines = new ArrayList<>();
            hub.people
                    .show()
                    .show(
                            hub.people.show().find(BOT_CHAT.value()).orElseThrow(),
                            item -> lines.add(item.toString()));

            assertThat(lines)
                    .filteredOn(line -> line.contains(WORDS))
                    .singleElement()
                    .asString()
                    .contains("\"content\":{\"type\":\"note\"}")
                    .contains("\"deliveries\":[]");
        }

        @Test
        void isErasedWithThePerson() {
            ann.note(BOT_CHAT, "n-1", WORDS);

            hub.erase.erase(BOT_CHAT.value(), "root");
            hub.people.goOn();

            assertThat(world.store.history().messages(BOT_CHAT, 0, 100))
                    .extracting(recorded -> recorded.message().content())
                    .contains(Content.forAgents(AgentNote.ERASED))
                    .allMatch(Content::isErased);
        }
    }

    private OpenChats.Connected connect() {
        return hub.chats
                .opener()
                .connect(
                        new OpenChats.Command(
                                CHAT,
                                LiveChats.request("{}", "body"),
                                false,
                                ScriptedDesk.NAME,
                                Map.of()));
    }

    private void says(Party by, String text) {
        hears(by, text, false);
    }

    private void hears(Party by, String text, boolean echo) {
        Content content = new Content("\"" + text + "\"");
        hub.chats
                .userMessages()
                .hear(
                        List.of(
                                new InboundMessage(
                                        CHAT, by, "acme/whatsapp", text, content, text, echo)));
    }

    private void tells(DeskEvent event) {
        DeskRef ref = DeskRef.of(world.stores.chats().newest(CHAT, 1).getFirst().id());
        MessageId once = world.ids.messageId();
        world.clock.advance(Duration.ofSeconds(1));
        hub.chats.deskEvents().hear(new News(ref, 1, once.value(), world.clock.instant(), event));
    }
}

package dev.switchboard.scenario.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.HearReceipts.Receipt;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.OpenChats.Finished;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.KeepDrafts.Kept;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// An outside bot hands its user over to the hub's agents, and gets the user back.
class ChatScenarioTest extends LiveStory {

    static final ConversationId USER = ConversationId.of(LiveChats.ORIGIN, "acme:52155");

    TestConsole console(String name) {
        return new TestConsole(hub.agents, name).connect();
    }

    void pass(Duration time) {
        world.clock.advance(time);
        hub.chats.sweep();
    }

    static Command asks(String body, @Nullable String key) {
        return new Command(USER, request(body, key), false, "console", Map.of());
    }

    private static Request request(String body, @Nullable String key) {
        return new Request(
                TenantId.DEFAULT,
                "whatsapp",
                "52155",
                "acme-bot",
                "bot-1",
                "Ann",
                "ann@example.com",
                "",
                new Content("{\"order\":7}"),
                "default",
                "Orders",
                new Once(body, key));
    }

    Connected connect() {
        return hub.chats.opener().connect(asks("body", null));
    }

    void hears(Party by, String id, String text) {
        hub.chats
                .userMessages()
                .hear(
                        List.of(
                                new InboundMessage(
                                        USER,
                                        by,
                                        "acme/whatsapp",
                                        id,
                                        new Content("\"" + text + "\""),
                                        text,
                                        false)));
    }

    Chat chat() {
        return world.chats.newest(USER, 1).getFirst();
    }

    List<String> context() {
        return hub.chats.reader().context(USER).stream().map(TestConsole::text).toList();
    }

    /// The messages to the user and to the bot.
    List<String> sent() {
        return world.bot.heard();
    }

    List<String> returns() {
        return sent().stream().filter(text -> text.contains("returned_to_bot")).toList();
    }

    @Nested
    class Connecting {

        @Test
        void putsTheUserIntoTheQueueAndSaysSo() {
            Connected connected = connect();

            assertThat(connected).isEqualTo(new Connected.Done(chat().id()));
            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
            Handoff handoff = world.handoffs.find(USER).orElseThrow();
            assertThat(handoff).isInstanceOf(Handoff.Waiting.class);
            assertThat(handoff.details().system()).isEqualTo("whatsapp");
            assertThat(handoff.details().customer().attributes().text())
                    .isEqualTo(
                            "{\"email\":\"ann@example.com\",\"phoneNumber\":\"\","
                                    + "\"extraData\":{\"order\":7},\"sourceFlow\":\"default\","
                                    + "\"subject\":\"Orders\",\"botId\":\"bot-1\"}");
            assertThat(sent()).singleElement().asString().contains("Please wait.");
        }

        /// Texts to users and the words that end a chat are looked up for each conversation.
        @Test
        void tellsUsersOfAnotherHouseInItsOwnWords() {
            ConversationId other = ConversationId.of(LiveChats.ORIGIN, "mx:52155");
            Command asked = asks("body", null);
            hub.chats
                    .opener()
                    .connect(new Command(other, asked.request(), false, "console", Map.of()));
            assertThat(sent()).singleElement().asString().contains("Espere.");

            hears(other, "m-1", "menu");
            assertThat(world.chats.newest(other, 1).getFirst().state()).isEqualTo(State.ON_HOLD);
            hears(other, "m-2", "inicio");
            assertThat(world.chats.newest(other, 1).getFirst().state()).isEqualTo(State.CLOSED);
        }

        private void hears(ConversationId conversation, String id, String text) {
            Content said = new Content("\"" + text + "\"");
            hub.chats
                    .userMessages()
                    .hear(
                            List.of(
                                    new InboundMessage(
                                            conversation,
                                            Party.USER,
                                            "mx/whatsapp",
                                            id,
                                            said,
                                            text,
                                            false)));
        }

        @Test
        void makesOneChatOfManyEqualRequestsAtOnce() {
            List<Connected> all = InParallel.results(20, _ -> connect());

            assertThat(all).containsOnly(new Connected.Done(chat().id()));
            assertThat(world.chats.newest(USER, 10)).hasSize(1);
            assertThat(sent()).hasSize(1);
        }

        @Test
        void letsOneOfManyDifferentRequestsWin() {
            List<Connected> all =
                    InParallel.results(
                            20, i -> hub.chats.opener().connect(asks("name-" + i, null)));

            assertThat(all).filteredOn(Connected.Done.class::isInstance).hasSize(1);
            assertThat(all).filteredOn(new Connected.HasOne()::equals).hasSize(19);
        }

        @Test
        void refusesASecondChatAfterTenMinutes() {
            connect();
            pass(Duration.ofMinutes(10));

            assertThat(connect()).isEqualTo(new Connected.HasOne());
        }

        @Test
        void remembersTheCallersKeyAfterTheEnd() {
            Connected first = hub.chats.opener().connect(asks("body", "key-1"));
            hub.chats.opener().finish(USER);

            assertThat(hub.chats.opener().connect(asks("other", "key-1"))).isEqualTo(first);
            assertThat(hub.chats.opener().connect(asks("other", "key-2"))).isNotEqualTo(first);
        }

        @Test
        void keepsTheBlockedWithTheBot() {
            Command blocked = new Command(USER, request("body", null), true, "console", Map.of());

            assertThat(hub.chats.opener().connect(blocked)).isEqualTo(new Connected.Blocked());

            assertThat(world.chats.newest(USER, 1)).isEmpty();
            assertThat(returns()).singleElement().asString().contains("\"way\":\"blocked\"");
        }

        @Test
        void tellsTheBotOnceThatItKeepsTheBlockedHoweverOftenOneKeyAsks() {
            for (String key : List.of("key-1", "key-1", "key-2")) {
                hub.chats
                        .opener()
                        .connect(
                                new Command(USER, request("body", key), true, "console", Map.of()));
            }

            assertThat(returns()).hasSize(2);
        }

        @Test
        void tellsTheUserToWaitThoughTheStoreFailedRightAfterTheStep() {
            world.chats.afterTheNextStep(world.outage::begin);
            var _ = catchThrowable(ChatScenarioTest.this::connect);
            world.outage.end();

            pass(Duration.ofSeconds(5));

            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
            assertThat(sent()).singleElement().asString().contains("Please wait.");
        }

        @Test
        void refusesWhatNoRouteLeadsFor() {
            Command lost = new Command(USER, request("body", null), false, null, Map.of());

            assertThat(hub.chats.opener().connect(lost)).isEqualTo(new Connected.NoRoute());
            assertThat(journaled(USER)).isEmpty();
        }

        @Test
        void isFinishedByTheSameRequestAfterACrash() {
            world.outage.begin();
            assertThatThrownBy(() -> connect()).isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            Chat creating =
                    Chat.begin(
                            new dev.switchboard.domain.chat.ChatId(world.ids.uuid()),
                            USER,
                            1,
                            0,
                            request("body", null),
                            "console",
                            world.clock.instant());
            world.chats.begin(creating);

            LiveHub next = hub.crash();

            assertThat(next.chats.opener().connect(asks("body", null)))
                    .isEqualTo(new Connected.Done(creating.id()));
            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
        }

        @Test
        void fallsBackToTheBotWhenNobodyGoesOnWithIt() {
            Chat creating =
                    Chat.begin(
                            new dev.switchboard.domain.chat.ChatId(world.ids.uuid()),
                            USER,
                            1,
                            0,
                            request("body", null),
                            "console",
                            world.clock.instant());
            world.chats.begin(creating);
            LiveHub next = hub.crash();

            world.clock.advance(Duration.ofSeconds(60));
            next.chats.sweep();
            world.clock.advance(Duration.ofSeconds(10));

            assertThat(chat().state()).isEqualTo(State.FAILED);
            assertThat(chat().reason()).isEqualTo(EndReason.NOT_CREATED);
            assertThat(returns()).singleElement().asString().contains("\"way\":\"timeout\"");
        }
    }

    @Nested
    class AChat {

        @Test
        void bringsTheAgentAllThatWasSaidAndTheUserWhatTheAgentSays() {
            hears(Party.BOT, "b-1", "I get somebody.");
            connect();
            hears(Party.USER, "u-1", "uno");
            hears(Party.USER, "u-2", "dos");
            TestConsole ann = console("ann");

            var lease = ann.acceptOffer().lease();
            hears(Party.USER, "u-3", "tres");
            hears(Party.BOT, "b-2", "I am still here.");
            ann.say(USER, lease, "m-1", "hola");

            List<Message> shown = ann.last(ConsoleEvent.ContextSnapshot.class).shown().said();
            assertThat(shown)
                    .extracting(TestConsole::text)
                    .contains("\"I get somebody.\"", "\"uno\"", "\"dos\"");
            assertThat(ann.texts()).containsSubsequence("\"tres\"", "\"I am still here.\"");
            assertThat(sent().getLast()).contains("\"hola\"");
            assertThat(chat().state()).isEqualTo(State.ACTIVE);
            assertThat(ann.last(ConsoleEvent.Status.class).delivery())
                    .isInstanceOf(Delivery.Delivered.class);
        }

        @Test
        void takesNoMoreFromTheAgentThanThePlatformDoes() {
            world.bot.takesReplies(Duration.ofSeconds(90));
            connect();
            Instant asked = world.clock.instant();
            TestConsole ann = console("ann");
            Held held = ann.acceptOffer();
            pass(Duration.ofSeconds(60));
            SendResult inTime = ann.say(USER, held.lease(), "m-1", "in time");
            pass(Duration.ofSeconds(30));
            SendResult late = ann.say(USER, held.lease(), "m-2", "late");
            SendResult again = ann.say(USER, held.lease(), "m-1", "in time");
            hears(Party.USER, "u-1", "still here");
            SendResult answered = ann.say(USER, held.lease(), "m-2", "late");

            assertThat(held.reachable()).isNotNull();
            assertThat(late).isEqualTo(new SendResult.WindowClosed(asked.plusSeconds(90)));
            assertThat(inTime).isInstanceOf(SendResult.Accepted.class);
            assertThat(again)
                    .isInstanceOfSatisfying(
                            SendResult.Accepted.class,
                            said -> assertThat(said.duplicate()).isTrue());
            assertThat(answered)
                    .isInstanceOfSatisfying(
                            SendResult.Accepted.class,
                            said -> assertThat(said.duplicate()).isFalse());
            assertThat(sent()).filteredOn(text -> text.contains("late")).hasSize(1);
        }

        @Test
        void tellsAConsoleThatComesAnewWhatItHoldsAndWhatBecameOfItsWords() {
            connect();
            hears(Party.USER, "u-1", "uno");
            TestConsole ann = console("ann");
            Held held = ann.acceptOffer();
            pass(Duration.ofSeconds(5));
            world.bot.replies(new UpstreamReply.Refused(400, "no"));
            ann.say(USER, held.lease(), "m-1", "hola");
            ann.say(USER, held.lease(), "m-2", "otra vez");

            TestConsole anew = console("ann");

            Held now = anew.last(ConsoleEvent.Ready.class).leases().getFirst();
            assertThat(now.handoff().step().at()).isEqualTo(held.handoff().step().at());
            assertThat(TestConsole.text(requireNonNull(now.last()))).contains("otra vez");
            assertThat(now.userAt()).isEqualTo(world.clock.instant().minusSeconds(5));
            assertThat(now.agentAt()).isEqualTo(world.clock.instant());
            assertThat(now.reachable()).isNull();
            assertThat(anew.last(ConsoleEvent.ContextSnapshot.class).shown().messages())
                    .filteredOn(it -> it.message().author().party() == Party.AGENT)
                    .extracting(it -> it.deliveries().getFirst().getClass().getSimpleName())
                    .containsExactly("Parked", "Delivered");
        }

        @Test
        void keepsWhatItsAgentWritesUntilTheHandoffIsOver() {
            connect();
            TestConsole ann = console("ann");
            Held held = ann.acceptOffer();
            TestConsole home = console("ann/home");
            Instant now = world.clock.instant();

            Kept kept = hub.agents.messages().keep(ann.id, USER, "Dear", now.plusSeconds(60));
            Kept older = hub.agents.messages().keep(home.id, USER, "old", now.minusSeconds(9));
            Kept others = hub.agents.messages().keep(console("ben").id, USER, "mine", now);
            TestConsole anew = console("ann/anew");

            assertThat(List.of(kept, older)).containsOnly(new Kept.Done(now));
            assertThat(others).isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(home.last(ConsoleEvent.Drafted.class).draft().text()).isEqualTo("Dear");
            assertThat(ann.told(ConsoleEvent.Drafted.class)).isEmpty();
            assertThat(anew.last(ConsoleEvent.Ready.class).drafts())
                    .extracting(ReplyDraft::text)
                    .containsExactly("Dear");
            ann.end(USER, held.lease());
            assertThat(world.drafts.of(USER)).isEmpty();
        }

        @Test
        void forgetsWhatNobodySaidForAWeek() {
            connect();
            TestConsole ann = console("ann");
            ann.acceptOffer();
            hub.agents.messages().keep(ann.id, USER, "Dear", world.clock.instant());

            world.clock.advance(Duration.ofDays(7).minusMillis(1));
            hub.agents.forgetOldDrafts();
            assertThat(world.drafts.of(USER)).hasSize(1);
            world.clock.advance(Duration.ofHours(2));
            hub.agents.forgetOldDrafts();
            assertThat(world.drafts.of(USER)).isEmpty();
        }

        @Test
        void showsTheUserNowAndThenThatTheAgentTypes() {
            connect();
            TestConsole ann = console("ann");
            ann.acceptOffer();
            hears(Party.USER, "u-1", "uno");

            hub.agents.messages().typing(ann.id, USER, true);
            pass(Duration.ofSeconds(9));
            hub.agents.messages().typing(ann.id, USER, true);
            pass(Duration.ofSeconds(1));
            hub.agents.messages().typing(ann.id, USER, true);
            hub.agents.messages().typing(ann.id, USER, false);
            hub.agents.messages().typing(ann.id, USER, false);

            String to = "user:" + LiveChats.ORIGIN + "/whatsapp \"uno\" ";
            assertThat(world.bot.typing()).containsExactly(to + "true", to + "true", to + "false");
        }

        @Test
        void showsTheUserThatTheAgentStoppedForAsLongAsThePlatformShowsTyping() {
            connect();
            TestConsole ann = console("ann");
            ann.acceptOffer();
            hears(Party.USER, "u-1", "uno");

            hub.agents.messages().typing(ann.id, USER, true);
            pass(Duration.ofSeconds(4));
            hub.agents.messages().typing(ann.id, USER, false);
            hub.agents.messages().typing(ann.id, USER, true);
            pass(Duration.ofSeconds(18));
            hub.agents.messages().typing(ann.id, USER, false);
            hub.agents.messages().typing(ann.id, USER, true);
            pass(Duration.ofSeconds(20));
            hub.agents.messages().typing(ann.id, USER, false);

            assertThat(world.bot.typing())
                    .extracting(shown -> shown.endsWith("true"))
                    .containsExactly(true, false, true, false, true);
        }

        @Test
        void takesAFileThatIsThereAndNoOther() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();

            assertThat(ann.attach(USER, lease, FakeMediaLinks.PHOTO))
                    .isEqualTo(DeskRefusal.NO_SUCH_FILE);
            assertThat(journaled(USER)).noneMatch(text -> text.contains("mediaId"));
            world.media.with(FakeMediaLinks.PHOTO, "a.png", "image/png");
            assertThat(ann.attach(USER, lease, FakeMediaLinks.PHOTO))
                    .isInstanceOf(SendResult.Accepted.class);

            assertThat(sent().getLast()).contains(FakeMediaLinks.PHOTO.value());
        }

        @Test
        void hearsNoEchoOfWhatItSaidItself() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            ann.say(USER, lease, "m-1", "hola");

            hub.chats
                    .userMessages()
                    .hear(List.of(echo("e-1", "hola"), echo("e-2", "from another sender")));

            assertThat(journaled(USER)).filteredOn(text -> text.equals("\"hola\"")).isEmpty();
            assertThat(context()).containsExactly("\"from another sender\"");
        }

        @Test
        void hearsTheBotThatSaysAPartOfWhatAnAgentSaid() {
            connect();
            TestConsole ann = console("ann");
            ann.say(USER, ann.acceptOffer().lease(), "m-1", "Sí, claro");

            hub.chats.userMessages().hear(List.of(echo("e-1", "Sí"), echo("e-2", "text")));

            assertThat(context()).containsExactly("\"Sí\"", "\"text\"");
        }

        @Test
        void hearsTheBotThatSaysTheSameLater() {
            connect();
            TestConsole ann = console("ann");
            ann.say(USER, ann.acceptOffer().lease(), "m-1", "hola");
            pass(Duration.ofMinutes(10));

            hub.chats.userMessages().hear(List.of(echo("e-1", "hola")));

            assertThat(context()).containsExactly("\"hola\"");
        }

        @Test
        void knowsAnEchoByTheReceiptOfItsCall() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            world.bot.replies(new UpstreamReply.Accepted(200, null, "mid-1"));
            ann.say(USER, lease, "m-1", "hola");
            pass(Duration.ofMinutes(10));

            hub.chats.userMessages().hear(List.of(echo("mid-1", ""), echo("mid-2", "bot")));

            assertThat(context()).containsExactly("\"bot\"");
        }

        private static InboundMessage echo(String id, String text) {
            Content said = new Content("\"" + text + "\"");
            return new InboundMessage(USER, Party.BOT, "acme/facebook", id, said, text, true);
        }

        @Test
        void hearsARepeatOnce() {
            connect();
            hears(Party.USER, "u-1", "uno");
            LiveHub next = hub.crash();
            hears(Party.USER, "u-1", "uno");
            next.chats
                    .userMessages()
                    .hear(
                            List.of(
                                    new InboundMessage(
                                            USER,
                                            Party.USER,
                                            "acme/whatsapp",
                                            "u-1",
                                            new Content("\"uno\""),
                                            "uno",
                                            false)));

            assertThat(journaled(USER)).filteredOn("\"uno\""::equals).hasSize(1);
        }

        @Test
        void isOverWhenTheAgentEndsItAndTheBotHasTheUserOnce() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();

            ann.end(USER, lease);
            pass(Duration.ofMinutes(1));

            assertThat(chat().state()).isEqualTo(State.CLOSED);
            assertThat(chat().reason()).isEqualTo(EndReason.DESK_ENDED);
            assertThat(returns()).singleElement().asString().contains("\"way\":\"success\"");
            assertThat(world.chats.open(null, 10)).isEmpty();
        }

        @Test
        void givesTheUserBackBehindTheLastMessage() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            world.bot.replies(AWAY, AWAY);
            ann.say(USER, lease, "m-1", "bye");
            ann.end(USER, lease);
            assertThat(returns()).isEmpty();

            pass(Duration.ofMinutes(2));
            pass(Duration.ofMinutes(2));

            assertThat(sent().getLast()).contains("returned_to_bot");
            assertThat(sent().get(sent().size() - 2)).contains("\"bye\"");
            assertThat(returns()).hasSize(1);
        }

        @Test
        void waitsAgainWhenTheLeaseEndsAndTheUserIsTold() {
            connect();
            TestConsole ann = console("ann");
            ann.acceptOffer();

            pass(Duration.ofSeconds(121));

            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
            assertThat(sent()).filteredOn(text -> text.contains("Someone else.")).hasSize(1);
        }

        @Test
        void tellsTheUserThatItWaitsAgainThoughTheStoreFailedRightAfterTheStep() {
            connect();
            console("ann").acceptOffer();
            world.chats.afterTheNextStep(world.outage::begin);
            var _ = catchThrowable(() -> pass(Duration.ofSeconds(121)));
            world.outage.end();

            pass(Duration.ofSeconds(5));

            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
            assertThat(sent()).filteredOn(text -> text.contains("Someone else.")).hasSize(1);
        }

        @Test
        void goesBackToTheBotWhenTheAgentSaysSo() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();

            ann.transfer(USER, lease, new Destination.ToBot(), "");

            assertThat(chat().reason()).isEqualTo(EndReason.DESK_ENDED);
            assertThat(returns()).hasSize(1);
        }

        @Test
        void followsItsHandoffAfterACrash() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            ann.say(USER, lease, "m-1", "hola");

            LiveHub next = hub.crash();

            assertThat(chat().state()).isEqualTo(State.ACTIVE);
            TestConsole back = new TestConsole(next.agents, "ann").connect();
            back.end(USER, lease);
            assertThat(chat().state()).isEqualTo(State.CLOSED);
        }

        @Test
        void failsWhenNobodyComesAndWhatTheUserSaidIsContextAgain() {
            connect();
            hears(Party.USER, "u-1", "anybody?");
            assertThat(context()).isEmpty();

            pass(Duration.ofHours(2));
            assertThat(chat().state()).isEqualTo(State.FAILED);
            assertThat(returns()).isEmpty();
            world.clock.advance(Duration.ofSeconds(4));

            assertThat(returns()).singleElement().asString().contains("\"way\":\"timeout\"");
            assertThat(context()).containsExactly("\"anybody?\"");
        }

        @Test
        void endsWhenNothingIsSaidForADay() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            for (int hour = 0; hour < 24; hour++) {
                for (int minute = 0; minute < 60; minute++) {
                    world.clock.advance(Duration.ofMinutes(1));
                    hub.agents.acceptance().heartbeat(ann.id, List.of(lease.id()));
                }
            }

            hub.chats.sweep();

            assertThat(chat().state()).isEqualTo(State.CLOSED);
            assertThat(chat().reason()).isEqualTo(EndReason.IDLE);
        }

        @Test
        void endsWhenTheUserCallsTheBotWhichIsNotTold() {
            connect();

            hears(Party.USER, "u-1", " Menu ");

            assertThat(chat().reason()).isEqualTo(EndReason.KEYWORD);
            assertThat(world.handoffs.find(USER).orElseThrow())
                    .isInstanceOf(Handoff.Abandoned.class);
            assertThat(returns()).isEmpty();
            assertThat(context()).containsExactly("\" Menu \"");
        }

        /// The store fails behind the message, so the platform repeats it.
        @Test
        void endsByTheRepeatOfAKeywordThatWasJournaledAndNotFollowed() {
            connect();
            world.journal.beforeItReturns(world.outage::begin);
            assertThatThrownBy(() -> hears(Party.USER, "u-1", "menu"))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            assertThat(journaled(USER)).contains("\"menu\"");

            hears(Party.USER, "u-1", "menu");

            assertThat(chat().reason()).isEqualTo(EndReason.KEYWORD);
            assertThat(journaled(USER)).filteredOn("\"menu\""::equals).hasSize(1);
        }

        @Test
        void goesOnWhenAKeywordFromBeforeItIsRepeated() {
            hears(Party.USER, "u-1", "menu");
            connect();

            hears(Party.USER, "u-1", "menu");

            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
        }

        @Test
        void tellsTheAgentOnceThatTheUsersPlatformIsTriedAgain() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            world.bot.replies(AWAY, AWAY, new UpstreamReply.Accepted(200, null, "wamid-1"));

            ann.say(USER, lease, "m-1", "hola");
            pass(Duration.ofSeconds(30));

            assertThat(ann.told(ConsoleEvent.Status.class))
                    .extracting(status -> status.delivery().getClass().getSimpleName())
                    .containsExactly("Pending", "Delivered");
        }

        @Test
        void tellsTheAgentWhenTheUserCannotBeReached() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            world.bot.replies(new UpstreamReply.Refused(400, "no such user"));

            ann.say(USER, lease, "m-1", "hola");

            assertThat(ann.last(ConsoleEvent.Status.class).delivery())
                    .isInstanceOf(Delivery.Parked.class);
            assertThat(hub.chats.reader().newest(USER).orElseThrow().parked()).isEqualTo(1);
        }
    }

    /// A platform's report on a message, after it took it.
    @Nested
    class AReceipt {

        /// @return the agent's message in the journal
        Message said() {
            connect();
            return said(console("ann"));
        }

        Message said(TestConsole ann) {
            var lease = ann.acceptOffer().lease();
            world.bot.replies(new UpstreamReply.Accepted(200, null, "wamid-1"));
            ann.say(USER, lease, "m-1", "hola");
            return ann.last(ConsoleEvent.Status.class).message();
        }

        void comes(
                ConversationId of,
                @Nullable MessageId message,
                HearReceipts.State state,
                @Nullable String why) {
            ParkReason failure = why == null ? null : new ParkReason(why);
            hub.chats
                    .receipts()
                    .hearOf(List.of(new Receipt(of, message, "wamid-1", state, failure)));
        }

        Delivery delivery(Message message) {
            return world.store.history().find(message.id()).orElseThrow().deliveries().getLast();
        }

        List<String> steps(Message message) {
            return world.store.history().trace(message.id()).stream()
                    .map(hop -> hop.attempt().detail())
                    .filter(detail -> !detail.isEmpty())
                    .toList();
        }

        @Test
        void isInTheTraceOnceHoweverOftenItComes() {
            Message message = said();

            comes(USER, null, HearReceipts.State.DELIVERED, null);
            comes(USER, message.id(), HearReceipts.State.READ, null);
            comes(USER, null, HearReceipts.State.DELIVERED, null);
            comes(USER, null, HearReceipts.State.READ, null);

            assertThat(delivery(message)).isInstanceOf(Delivery.Answered.class);
            assertThat(steps(message))
                    .containsExactly(
                            "the platform says delivered of wamid-1",
                            "the platform says read of wamid-1");
        }

        @Test
        void parksWhatTheUserWillNotHaveAndTellsTheAgentOnce() {
            connect();
            TestConsole ann = console("ann");
            Message message = said(ann);

            comes(USER, null, HearReceipts.State.FAILED, "window_closed");
            comes(USER, null, HearReceipts.State.FAILED, "window_closed");

            assertThat(delivery(message))
                    .isInstanceOfSatisfying(
                            Delivery.Parked.class,
                            parked ->
                                    assertThat(parked.reason())
                                            .isEqualTo(new ParkReason("window_closed")));
            assertThat(ann.last(ConsoleEvent.Status.class).delivery()).isEqualTo(delivery(message));
            assertThat(steps(message)).hasSize(1);
        }

        /// The platform has the message before its own answer arrives.
        @Test
        void ofAFailureIsAskedForAgainWhileTheMessageIsBeingSent() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            List<MessageId> early = new ArrayList<>();
            world.bot.step(message -> {
                early.add(message.id());
                for (MessageId named : Arrays.asList(message.id(), null)) {
                    assertThatThrownBy(
                                    () -> comes(USER, named, HearReceipts.State.FAILED, "META_1"))
                            .isInstanceOf(StoreUnavailableException.class);
                }
                return new SendOutcome.Called(new UpstreamReply.Accepted(200, null, "wamid-1"));
            });
            ann.say(USER, lease, "m-1", "hola");
            Message message = ann.last(ConsoleEvent.Status.class).message();
            assertThat(early).containsExactly(message.id());
            assertThat(steps(message)).isEmpty();

            comes(USER, null, HearReceipts.State.FAILED, "META_1");

            assertThat(delivery(message)).isInstanceOf(Delivery.Parked.class);
            assertThat(ann.last(ConsoleEvent.Status.class).delivery()).isEqualTo(delivery(message));
        }

        @Test
        void ofAFailureIsAskedForAgainUntilTheCallIsSettled() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            world.bot.replies(new UpstreamReply.Accepted(200, null, "wamid-1"));
            world.journal.refusesSettles(1);
            ann.say(USER, lease, "m-1", "hola");
            Message message = world.store.history().messages(USER, 0, 100).getLast().message();
            assertThat(delivery(message)).isInstanceOf(Delivery.Pending.class);
            assertThatThrownBy(() -> comes(USER, message.id(), HearReceipts.State.FAILED, "META_1"))
                    .isInstanceOf(StoreUnavailableException.class);

            pass(Duration.ofSeconds(1));
            assertThat(delivery(message)).isInstanceOf(Delivery.Delivered.class);
            comes(USER, message.id(), HearReceipts.State.FAILED, "META_1");

            assertThat(delivery(message)).isInstanceOf(Delivery.Parked.class);
        }

        /// The message was sent again, and the platform repeats its report on the first attempt.
        @Test
        void doesNotParkWhatWasSentAnew() {
            Message message = said();
            comes(USER, null, HearReceipts.State.FAILED, "META_131026");
            var target = delivery(message).target();
            world.store.journal().redrive(message.id(), target, world.clock.instant());

            var _ = hub.crash();
            comes(USER, null, HearReceipts.State.FAILED, "META_131026");

            assertThat(delivery(message)).isNotInstanceOf(Delivery.Parked.class);
        }

        @Test
        void ofSomebodyElsesMessageChangesNothing() {
            Message message = said();
            ConversationId other = ConversationId.of(LiveChats.ORIGIN, "acme:52156");

            comes(other, message.id(), HearReceipts.State.FAILED, "META_1");
            comes(other, null, HearReceipts.State.FAILED, "META_1");

            assertThat(delivery(message)).isInstanceOf(Delivery.Delivered.class);
            assertThat(steps(message)).isEmpty();
        }
    }

    /// A user whom the platform refuses does not delay the users after them.
    @Test
    void goesOnBehindWhatAPlatformRefused() {
        connect();
        TestConsole ann = console("ann");
        var lease = ann.acceptOffer().lease();
        world.bot.replies(new UpstreamReply.Refused(400, "not this"));
        ann.say(USER, lease, "m-1", "uno");

        ann.say(USER, lease, "m-2", "dos");

        assertThat(ann.last(ConsoleEvent.Status.class).delivery())
                .isInstanceOf(Delivery.Delivered.class);
        assertThat(sent().getLast()).contains("\"dos\"");
    }

    @Test
    void hearsARepeatOnceForEightDays() {
        hears(Party.USER, "u-1", "uno");
        world.clock.advance(Duration.ofDays(8).minusSeconds(1));

        hears(Party.USER, "u-1", "uno");

        assertThat(journaled(USER)).filteredOn("\"uno\""::equals).hasSize(1);
    }

    @Nested
    class Finishing {

        @Test
        void endsTheChatAndTakesItFromTheAgent() {
            connect();
            TestConsole ann = console("ann");
            ann.acceptOffer();

            assertThat(hub.chats.opener().finish(USER)).isEqualTo(Finished.DONE);

            assertThat(chat().state()).isEqualTo(State.CLOSED);
            assertThat(ann.last(ConsoleEvent.LeaseLost.class).why())
                    .isEqualTo(ConsoleEvent.Lost.REVOKED);
            assertThat(returns()).singleElement().asString().contains("\"way\":\"success\"");
            assertThat(hub.chats.opener().finish(USER)).isEqualTo(Finished.HAS_NONE);
        }

        @Test
        void knowsWhoNeverHadAChat() {
            assertThat(hub.chats.opener().finish(USER)).isEqualTo(Finished.NEVER_HAD_ONE);
        }

        @Test
        void isFollowedByANewChatThatTheOldOneLeavesAlone() {
            connect();
            pass(Duration.ofHours(2));
            assertThat(chat().state()).isEqualTo(State.FAILED);

            connect();
            world.clock.advance(Duration.ofSeconds(10));

            assertThat(chat().state()).isEqualTo(State.ON_HOLD);
            assertThat(chat().number()).isEqualTo(2);
            assertThat(returns()).isEmpty();
        }
    }

    @Nested
    class Context {

        @Test
        void isWhatUserAndBotSaidForADay() {
            hears(Party.USER, "u-1", "old");
            world.clock.advance(Duration.ofHours(23));
            hears(Party.BOT, "b-1", "new");
            hears(Party.USER, "u-2", "newer");

            assertThat(context()).containsExactly("\"old\"", "\"new\"", "\"newer\"");
            world.clock.advance(Duration.ofHours(1));

            assertThat(context()).containsExactly("\"new\"", "\"newer\"");
        }

        @Test
        void doesNotHaveWhatAnAgentGot() {
            connect();
            TestConsole ann = console("ann");
            var lease = ann.acceptOffer().lease();
            hears(Party.USER, "u-1", "secret");
            ann.say(USER, lease, "m-1", "hola");
            ann.end(USER, lease);

            hears(Party.USER, "u-2", "back");

            assertThat(context()).containsExactly("\"back\"");
        }

        @Test
        void readsOnOverManyPages() {
            for (int i = 0; i < 1201; i++) {
                hears(Party.USER, "u-" + i, "t" + i);
            }

            assertThat(context()).hasSize(1201).startsWith("\"t0\"").endsWith("\"t1200\"");
        }
    }
}

package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.chat.OpenChats.Command;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.OpenChats.Finished;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.News;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.Taken;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk.Fault;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.port.out.upstream.AgentDesk.Request;
import dev.switchboard.application.port.out.upstream.AgentDesk.SessionView;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserFiles.Fetched;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A bot hands its user over to an outside desk, and gets the user back.
class DeskScenarioTest extends LiveStory {

    private static final ConversationId USER = ConversationId.of(LiveChats.ORIGIN, "acme:52155");

    private LiveHub run = hub;
    private int told;

    private Connected connect(String body) {
        return connect(body, ScriptedDesk.NAME);
    }

    private Connected connect(String body, String desk) {
        return run.chats
                .opener()
                .connect(
                        new Command(
                                USER,
                                LiveChats.request("{\"order\":7}", body),
                                false,
                                desk,
                                Map.of("button-id", "b-1")));
    }

    private void says(Party by, String text) {
        says(by, text, text);
    }

    private void says(Party by, String text, String id) {
        run.chats
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

    private Taken tells(DeskEvent event) {
        return tells(event, "e-" + ++told, 1);
    }

    private Taken tells(DeskEvent event, String id, long fence) {
        return tells(event, id, fence, world.clock.instant());
    }

    private Taken tells(DeskEvent event, String id, Instant at) {
        return tells(event, id, 1, at);
    }

    private Taken tells(DeskEvent event, String id, long fence, Instant at) {
        DeskRef ref = DeskRef.of(chat().id());
        return run.chats.deskEvents().hear(new News(ref, fence, id, at, event));
    }

    private void join() {
        assertThat(tells(new DeskEvent.Joined("Bea"))).isEqualTo(Taken.DONE);
    }

    private Chat chat() {
        return world.chats.newest(USER, 1).getFirst();
    }

    private List<String> seen() {
        return world.desk.seen;
    }

    private List<String> sent() {
        return world.bot.heard();
    }

    private List<String> returns() {
        return sent().stream().filter(text -> text.contains("returned_to_bot")).toList();
    }

    private void pass(Duration time) {
        world.clock.advance(time);
        run.chats.sweep();
    }

    @Test
    void tellsTheDeskWhoComesAndWhy() {
        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));

        Request request = world.desk.opened.getFirst();
        assertThat(request.chat().value()).isEqualTo(chat().id().value());
        assertThat(request.customer().firstName()).isEqualTo("Somebody");
        assertThat(request.customer().phoneNumber()).isEqualTo("7331175599");
        assertThat(request.customer().attributes()).isEqualTo(Map.of("all", "{\"order\":7}"));
        assertThat(request.details().description()).isEqualTo("Case: Orders");
        assertThat(request.details().greeting()).isEqualTo("I am Ann.");
        assertThat(request.details().sourceFlow()).isEqualTo("SFB001");
        assertThat(request.route()).isEqualTo(Map.of("button-id", "b-1"));
        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
        assertThat(sent()).singleElement().asString().contains("Please wait.");
    }

    @Test
    void opensChatsOfRoutesThatNameNoDeskAtTheOneOutsideOrElseAtOurOwn() {
        connect("body", "");
        assertThat(chat().desk()).isEqualTo(ScriptedDesk.NAME);
        run.chats.opener().finish(USER);

        world.outside = List.of();
        run = hub.crash();
        connect("other", "");

        assertThat(chat().desk()).isEqualTo("console");
        assertThat(world.desk.opened).hasSize(1);
    }

    @Test
    void opensNoneAtADeskThatThereIsNot() {
        assertThat(connect("body", "elsewhere"))
                .isEqualTo(new Connected.DeskAway(Duration.ofSeconds(5)));
        assertThat(world.chats.newest(USER, 1)).isEmpty();
    }

    @Test
    void keepsWhatTheUserSaysUntilSomebodyJoinsBehindWhatWasSaidBefore() {
        says(Party.USER, "hello");
        says(Party.BOT, "I get somebody.");
        world.desk.openings.add(() -> {
            says(Party.USER, "uno");
            return new Opening.Opened(false);
        });
        connect("body");
        says(Party.USER, "dos");
        says(Party.BOT, "Still here.");
        pass(Duration.ofMinutes(3));
        assertThat(seen()).isEmpty();

        join();
        says(Party.USER, "tres");

        assertThat(chat().state()).isEqualTo(State.ACTIVE);
        assertThat(seen())
                .containsExactly(
                        """
                        Before:
                        User [27-05-2099 15:10:00]:hello

                        Bot [27-05-2099 15:10:00]:I get somebody.

                        """,
                        "uno",
                        "I am Ann.",
                        "dos",
                        "tres");
    }

    @Test
    void tellsTheNewestOfALongConversation() {
        for (int i = 0; i < 8; i++) {
            says(Party.USER, i + "x".repeat(50_000), "m" + i);
        }
        connect("body");
        join();

        assertThat(seen().getFirst())
                .startsWith("Before:\n(cut)\n\nUser [27-05-2099 15:10:00]:5x")
                .containsSubsequence(":5x", ":6x", ":7x")
                .hasSizeLessThan(200_000);
    }

    @Test
    void keepsWhatTheUserSaysOverACrash() {
        says(Party.USER, "hello");
        connect("body");
        says(Party.USER, "uno");

        run = run.crash();
        run.delivery.sweep();
        says(Party.USER, "dos");
        join();

        assertThat(seen()).hasSize(3).endsWith("uno", "dos");
    }

    @Test
    void waitsForItsOwnChatOnlyWhenTheDeskIsToldTooFast() {
        connect("body");
        join();
        world.desk.answers.add(new SendOutcome.NotBefore(world.clock.instant().plusSeconds(3)));
        says(Party.USER, "uno");
        says(Party.USER, "dos");
        assertThat(seen()).isEmpty();

        world.clock.advance(Duration.ofSeconds(3));

        assertThat(seen()).containsExactly("uno", "dos");
    }

    @Test
    void showsTheUserThatAnAgentTypes() {
        connect("body");
        join();
        says(Party.USER, "uno");

        tells(new DeskEvent.Typing(true));
        tells(new DeskEvent.Typing(false));

        assertThat(world.bot.typing())
                .satisfiesExactly(
                        on -> assertThat(on).endsWith("uno\" true"),
                        off -> assertThat(off).endsWith("uno\" false"));
    }

    @Test
    void bringsTheUserWhatAgentsSayOnce() {
        connect("body");
        join();

        DeskEvent.Message said = new DeskEvent.Message("Bea", "hola");
        assertThat(tells(said, "m-1", 1)).isEqualTo(Taken.DONE);
        run = run.crash();
        assertThat(tells(said, "m-1", 1)).isEqualTo(Taken.DONE);
        tells(new DeskEvent.Choices("Bea", "Which?", List.of("A", "B")));
        tells(new DeskEvent.File("Bea", "https://f.example/1", "a.pdf", "application/pdf", ""));
        tells(new DeskEvent.Transferred());
        tells(new DeskEvent.Unsupported("Bea", "Carousel"));

        assertThat(sent())
                .containsExactly(
                        "{\"type\":\"text\",\"text\":\"Please wait.\"}",
                        "{\"type\":\"text\",\"text\":\"hola\"}",
                        "{\"type\":\"choices\",\"text\":\"Which?\","
                                + "\"options\":[{\"title\":\"A\"},{\"title\":\"B\"}]}",
                        "{\"type\":\"attachment\",\"attachments\":[{\"url\":\"https://f.example/1\","
                                + "\"name\":\"a.pdf\",\"mimeType\":\"application/pdf\"}]}",
                        "{\"type\":\"text\",\"text\":\"Someone else.\"}",
                        "{\"type\":\"text\",\"text\":\"[Carousel]?\"}");
    }

    @Test
    void tellsTheUserTheirPlace() {
        connect("body");

        tells(new DeskEvent.Queued(3));
        tells(new DeskEvent.Queued(null));

        assertThat(sent()).hasSize(2).last().asString().contains("Place 3");
    }

    @Test
    void isJoinedAlsoBeforeTheDeskSaidThatItIsOpen() {
        world.desk.openings.add(() -> {
            join();
            return new Opening.Opened(true);
        });

        assertThat(connect("body")).isInstanceOf(Connected.Done.class);

        assertThat(chat().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void hearsNoOwnerThatWasOvertaken() {
        connect("body");
        join();

        assertThat(tells(new DeskEvent.Message("Bea", "new"), "m-1", 2)).isEqualTo(Taken.DONE);
        assertThat(tells(new DeskEvent.Message("Bea", "old"), "m-2", 1)).isEqualTo(Taken.OVERTAKEN);

        assertThat(sent()).last().asString().contains("new");
    }

    @Test
    void givesTheUserBackWhenTheDeskEndsIt() {
        connect("body");
        join();

        tells(new DeskEvent.Ended(By.AGENT));
        pass(Duration.ofMinutes(1));

        assertThat(chat().reason()).isEqualTo(EndReason.DESK_ENDED);
        assertThat(returns()).singleElement().asString().contains("\"way\":\"success\"");
        assertThat(world.chats.open(null, 10)).isEmpty();
        assertThat(tells(new DeskEvent.Message("Bea", "late"))).isEqualTo(Taken.NO_CHAT);
    }

    @Test
    void givesTheUserBackAlsoWhenTheDiskHasNoRoomForWords() {
        connect("body");
        join();
        world.shortOfRoom = true;

        assertThatThrownBy(() -> says(Party.USER, "words"))
                .isInstanceOf(StoreUnavailableException.class);
        tells(new DeskEvent.Ended(By.AGENT));

        pass(Duration.ofMinutes(1));

        assertThat(chat().reason()).isEqualTo(EndReason.DESK_ENDED);
        assertThat(returns()).singleElement().asString().contains("\"way\":\"success\"");
    }

    @Test
    void hearsWhatAgentsSaidJustAfterTheEnd() {
        connect("body");
        join();
        run.chats.opener().finish(USER);
        world.clock.advance(Duration.ofSeconds(30));

        assertThat(tells(new DeskEvent.Message("Bea", "bye"))).isEqualTo(Taken.DONE);

        assertThat(sent()).last().asString().contains("bye");
    }

    @Test
    void bringsWhatAgentsSaidInTimeHoweverLateItIsHeard() {
        connect("body");
        join();
        tells(new DeskEvent.Ended(By.AGENT));
        Instant ended = world.clock.instant();
        run = run.crash();
        world.clock.advance(Duration.ofMinutes(10));

        assertThat(tells(new DeskEvent.Message("Bea", "bye"), "m-1", ended.plusSeconds(30)))
                .isEqualTo(Taken.DONE);
        assertThat(tells(new DeskEvent.Message("Bea", "hm"), "m-2", ended.plusSeconds(31)))
                .isEqualTo(Taken.NO_CHAT);

        assertThat(sent()).last().asString().contains("bye");
    }

    @Test
    void tellsTheUserNothingButWordsBehindTheEnd() {
        connect("body");
        join();
        tells(new DeskEvent.Ended(By.AGENT));
        List<String> before = List.copyOf(sent());

        tells(new DeskEvent.Transferred());
        tells(new DeskEvent.Queued(2));
        tells(new DeskEvent.Typing(true));
        tells(new DeskEvent.Reopened());

        assertThat(sent()).isEqualTo(before);
        assertThat(world.bot.typing()).isEmpty();
        assertThat(seen()).containsExactly("left");
    }

    @Test
    void failsWhenTheDeskHasNobodyAndWhatTheUserSaidIsContextAgain() {
        connect("body");
        says(Party.USER, "anybody?");

        tells(new DeskEvent.Ended(By.SYSTEM));

        assertThat(chat().state()).isEqualTo(State.FAILED);
        assertThat(seen()).containsExactly("left");
        assertThat(run.chats.reader().context(USER))
                .extracting(TestConsole::text)
                .containsExactly("\"anybody?\"");
        world.clock.advance(Duration.ofSeconds(4));
        assertThat(returns()).singleElement().asString().contains("\"way\":\"timeout\"");
    }

    @Test
    void tellsTheDeskThatTheUserIsGoneBehindWhatTheUserSaid() {
        connect("body");
        join();
        world.desk.answers.add(away());
        says(Party.USER, "uno");

        assertThat(run.chats.opener().finish(USER)).isEqualTo(Finished.DONE);
        pass(Duration.ofSeconds(10));

        assertThat(seen()).containsExactly("uno", "left");
    }

    @Test
    void tellsTheNextChatNothingThatWasSaidInTheOneBefore() {
        connect("body");
        join();
        DeskRef first = DeskRef.of(chat().id());
        world.desk.answers.add(away());
        says(Party.USER, "uno");
        run.chats.opener().finish(USER);

        connect("other");
        says(Party.USER, "dos");
        join();
        pass(Duration.ofSeconds(10));

        DeskRef second = DeskRef.of(chat().id());
        assertThat(seen()).containsExactly("uno", "left", "dos");
        assertThat(world.desk.sessions).containsExactly(first, second);
    }

    @Test
    void givesUpWhatTheDeskDidNotTakeForFiveMinutesAfterTheEnd() {
        connect("body");
        join();
        for (int i = 0; i < 100; i++) {
            world.desk.answers.add(away());
        }
        says(Party.USER, "uno");
        run.chats.opener().finish(USER);

        pass(Duration.ofMinutes(6));

        assertThat(seen()).containsExactly("left");
        assertThat(run.chats.reader().newest(USER).orElseThrow().parked()).isEqualTo(1);
    }

    private static SendOutcome away() {
        return new SendOutcome.Called(
                new UpstreamReply.Unavailable(UpstreamReply.Cause.CONNECT, null, null));
    }

    @Test
    void tellsNobodyWhatWasSaidMoreThanADayBeforeTheyJoined() {
        says(Party.USER, "long ago");
        world.clock.advance(Duration.ofHours(23));
        says(Party.USER, "lately");
        connect("body");

        pass(Duration.ofHours(1).plusSeconds(1));
        join();

        assertThat(seen()).singleElement().asString().contains("lately");
        assertThat(seen().getFirst()).doesNotContain("long ago");
    }

    @Test
    void tellsWhatWasSaidByTheTimesOfThePlatform() {
        says(Party.BOT, "second");
        says(Party.USER, "60 s late: first");
        says(Party.USER, "86400 s late: long ago");
        connect("body");

        join();

        assertThat(seen().getFirst())
                .containsSubsequence(
                        "User [27-05-2099 15:09:00]:60 s late: first",
                        "Bot [27-05-2099 15:10:00]:second")
                .doesNotContain("long ago");
    }

    @Test
    void greetsOnceAlsoAnAgentWhoIsQuickerThanTheDesksAnswer() {
        says(Party.USER, "hello");
        world.desk.openings.add(() -> {
            join();
            return new Opening.Opened(false);
        });

        connect("body");
        connect("body");
        says(Party.USER, "uno");

        assertThat(chat().state()).isEqualTo(State.ACTIVE);
        assertThat(seen()).hasSize(3);
        assertThat(seen().getFirst()).contains("Before", "hello");
        assertThat(seen().subList(1, 3)).containsExactly("I am Ann.", "uno");
    }

    @Test
    void saysWhyAChatIsNotCreatedAndLeavesNothingAtTheDesk() {
        List<Connected> answers = new ArrayList<>();
        for (Opening opening :
                List.of(
                        new Opening.Blocked(),
                        new Opening.NotRoutable(),
                        new Opening.Rejected(Fault.CUSTOMER, "BAD_EMAIL"),
                        new Opening.Rejected(Fault.SETUP, "NO_FIELD"),
                        new Opening.Unavailable(Duration.ofSeconds(7)))) {
            world.desk.openings.add(() -> opening);
            answers.add(connect("body"));
            assertThat(chat().state()).isEqualTo(State.FAILED);
        }

        assertThat(answers)
                .containsExactly(
                        new Connected.Blocked(),
                        new Connected.NoRoute(),
                        new Connected.Refused(true, "BAD_EMAIL"),
                        new Connected.Refused(false, "NO_FIELD"),
                        new Connected.DeskAway(Duration.ofSeconds(7)));
        assertThat(seen()).contains("abandoned").doesNotContain("left");
        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(returns()).singleElement().asString().contains("\"way\":\"blocked\"");
    }

    @Test
    void returnsTheUserOfAChatThatWasNotCreatedUnlessTheBotComesAgainInTime() {
        world.desk.openings.add(() -> new Opening.Unavailable(Duration.ofSeconds(40)));
        assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(40)));

        pass(Duration.ofSeconds(44));
        run = hub.crash();
        run.chats.sweep();
        assertThat(returns()).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(returns()).singleElement().asString().contains("\"way\":\"timeout\"");
    }

    @Test
    void doesNotReturnTheUserOfAChatThatWasNotCreatedWhenTheBotComesAgainInTime() {
        world.desk.openings.add(() -> new Opening.Unavailable(Duration.ofSeconds(40)));
        connect("body");
        pass(Duration.ofSeconds(40));

        connect("body");
        pass(Duration.ofSeconds(60));

        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
        assertThat(returns()).isEmpty();
    }

    @Test
    void isOpenedOnceForARequestThatComesAgainMeanwhile() {
        world.desk.openings.add(() -> {
            assertThat(run.chats.opener().finish(USER)).isEqualTo(Finished.DONE);
            return new Opening.Opened(true);
        });

        connect("body");

        assertThat(chat().state()).isEqualTo(State.FAILED);
        assertThat(seen()).containsExactly("abandoned", "abandoned");
        assertThat(world.desk.opened).hasSize(1);
    }

    /// The repeat sees that the chat is being created, and is held up until the first has failed.
    @Test
    void tellsARepeatWhatTheFirstRequestWasToldHoweverLateItGoesOn() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Opening> answer = new CompletableFuture<>();
        world.desk.openings.add(() -> {
            asked.countDown();
            return answer.join();
        });

        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Connected> first =
                    CompletableFuture.supplyAsync(() -> connect("body"), other);
            asked.await();
            run.afterNextLock(() -> {
                answer.complete(new Opening.Rejected(Fault.CUSTOMER, "BAD_EMAIL"));
                first.join();
            });

            assertThat(connect("body"))
                    .isEqualTo(new Connected.Refused(true, "BAD_EMAIL"))
                    .isEqualTo(first.join());
        }
        assertThat(world.desk.opened).hasSize(1);
    }

    /// Another process ends it in the meantime.
    @Test
    void tellsAFinisherWhyTheChatIsOver() {
        world.desk.openings.add(() -> {
            throw new StoreUnavailableException("cut off behind the first step");
        });
        assertThatThrownBy(() -> connect("body")).isInstanceOf(StoreUnavailableException.class);
        Chat creating = chat();
        run.afterNextLock(() ->
                world.chats.change(
                        creating.version(),
                        creating.end(EndReason.NOT_CREATED, world.clock.instant()).orElseThrow()));

        assertThat(connect("body")).isInstanceOf(Connected.DeskAway.class);
        assertThat(world.desk.opened).hasSize(1);
    }

    /// The damaged one may even have been live.
    @Test
    void isOpenedBehindAChatThatNobodyCanRead() {
        connect("body");
        world.chats.damage(chat().id());

        assertThat(connect("other")).isEqualTo(new Connected.Done(chat().id()));

        assertThat(chat().number()).isEqualTo(2);
        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
    }

    /// The damage of one chat harms no other.
    @Test
    void isFinishedBeforeAChatThatNobodyCanRead() {
        world.desk.openings.add(() -> new Opening.Unavailable(Duration.ofSeconds(40)));
        connect("body");
        connect("other");
        world.chats.damage(chat().id());

        pass(Duration.ofSeconds(60));

        assertThat(world.chats.open(null, 10)).isEmpty();
    }

    @Test
    void opensOneChatForEqualRequestsAtOnce() {
        List<Connected> all = InParallel.results(20, _ -> connect("body"));

        assertThat(all).containsOnly(new Connected.Done(chat().id()));
        assertThat(world.desk.opened).hasSize(1);
    }

    @Test
    void letsTheConversationGoOnWhileItsDeskIsAsked() {
        world.desk.openings.add(() -> {
            CompletableFuture.runAsync(() -> says(Party.USER, "meanwhile")).join();
            return new Opening.Opened(true);
        });

        connect("body");
        join();

        assertThat(seen()).containsExactly("meanwhile");
    }

    @Test
    void asksNoDeskThatIsKnownToBeAway() {
        for (int i = 0; i < 5; i++) {
            world.desk.openings.add(() -> new Opening.Unavailable(Duration.ofSeconds(5)));
            connect("body");
        }

        assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(30)));
        assertThat(world.desk.opened).hasSize(5);
        pass(Duration.ofSeconds(30));
        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
    }

    @Test
    void takesAwayWhatACrashLeftAtItsDesk() {
        world.desk.openings.add(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> connect("body")).isInstanceOf(IllegalStateException.class);

        run = run.crash();
        pass(Duration.ofMinutes(1));

        assertThat(chat().state()).isEqualTo(State.FAILED);
        assertThat(seen()).containsOnly("abandoned");
    }

    private void dieWhileConnecting() {
        world.desk.openings.add(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> connect("body")).isInstanceOf(IllegalStateException.class);
        run = run.crash();
    }

    @Test
    void countsNoOutageOfADeskThatNobodyAsked() {
        dieWhileConnecting();
        for (int i = 0; i < 10; i++) {
            world.desk.openings.add(() -> new Opening.HeldBack(Duration.ofSeconds(5)));
            assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(5)));
        }

        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
    }

    @Test
    void failsAChatOfADeadProcessAtOnceSoThatItsBotGetsAnotherOne() {
        dieWhileConnecting();

        tells(new DeskEvent.NeverOpened());

        assertThat(chat().state()).isEqualTo(State.FAILED);
        assertThat(chat().reason()).isEqualTo(EndReason.NOT_CREATED);
        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        assertThat(chat().number()).isEqualTo(2);
        pass(Duration.ofMinutes(1));
        assertThat(returns()).isEmpty();
    }

    @Test
    void finishesAChatThatADeadProcessOpened() {
        dieWhileConnecting();

        tells(new DeskEvent.Opened(false));
        tells(new DeskEvent.Opened(false));

        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
        assertThat(sent()).singleElement().asString().contains("Please wait.");
        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        join();
        assertThat(seen()).containsExactly("I am Ann.");
    }

    @Test
    void failsAChatOfWhichItsDeskSaysThatItIsNotOpenedAnyMore() {
        dieWhileConnecting();
        world.desk.openings.add(Opening.Undone::new);

        assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(5)));

        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        assertThat(chat().number()).isEqualTo(2);
    }

    @Test
    void endsAChatAfterTenSecondsThatItsDeskNeverHeardOf() {
        dieWhileConnecting();

        pass(Duration.ofSeconds(9));
        assertThat(chat().state()).isEqualTo(State.CREATING);
        pass(Duration.ofSeconds(1));

        assertThat(chat().state()).isEqualTo(State.FAILED);
        assertThat(seen()).contains("abandoned");
    }

    @Test
    void leavesAChatToADeskThatKnowsOfItForAMinute() {
        world.desk.view = new SessionView(Map.of(), "somebody", 1);
        dieWhileConnecting();

        pass(Duration.ofSeconds(59));
        assertThat(chat().state()).isEqualTo(State.CREATING);
        pass(Duration.ofSeconds(1));

        assertThat(chat().state()).isEqualTo(State.FAILED);
    }

    @Test
    void saysThatADeskIsAwayIfAnotherProcessTookTheChatForAnOrphan() {
        world.desk.openings.add(() -> {
            tells(new DeskEvent.NeverOpened());
            return new Opening.HeldBack(Duration.ofSeconds(5));
        });

        assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(5)));
    }

    @Test
    void needsNothingForWhatWasDelivered() {
        connect("body");
        DeskRef ref = DeskRef.of(chat().id());
        DeskEvent delivered = new DeskEvent.Delivered(new MessageId("msg_" + "0".repeat(32)));
        world.outage.begin();

        Taken taken =
                run.chats
                        .deskEvents()
                        .hear(new News(ref, 1, "e-1", world.clock.instant(), delivered));

        assertThat(taken).isEqualTo(Taken.DONE);
    }

    @Test
    void tracesWhatAnAgentReadOnce() {
        connect("body");
        join();
        says(Party.USER, "hola");
        Recorded said = world.store.history().messages(USER, 0, 100).getLast();
        MessageId message = said.message().id();

        tells(new DeskEvent.Read(message));
        tells(new DeskEvent.Read(message));

        assertThat(world.store.history().find(message).orElseThrow().deliveries())
                .filteredOn(delivery -> delivery.target().kind() == Target.Kind.DESK)
                .singleElement()
                .isInstanceOf(Delivery.Answered.class);
        assertThat(world.store.history().trace(message))
                .extracting(hop -> hop.attempt().detail())
                .containsOnlyOnce("the desk says read of " + message);
    }

    @Test
    void goesOnWithAChatThatIsOpenAlready() {
        world.desk.openings.add(() -> {
            world.outage.begin();
            return new Opening.Opened(true);
        });
        assertThatThrownBy(() -> connect("body")).isInstanceOf(StoreUnavailableException.class);

        world.outage.end();
        run = run.crash();

        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));
        assertThat(world.chats.newest(USER, 10)).hasSize(1);
        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
    }

    @Test
    void leavesAChatAloneThatAnotherHubIsOpening() {
        LiveHub other = new LiveHub(world);
        world.desk.openings.add(() -> {
            LiveHub first = run;
            run = other;
            world.desk.openings.add(() -> new Opening.HeldBack(Duration.ofSeconds(5)));
            assertThat(connect("body")).isEqualTo(new Connected.DeskAway(Duration.ofSeconds(5)));
            run = first;
            return new Opening.Opened(true);
        });

        assertThat(connect("body")).isEqualTo(new Connected.Done(chat().id()));

        assertThat(chat().state()).isEqualTo(State.ON_HOLD);
    }

    @Test
    void tellsTheDeskAllAgainWhenItKnowsNothingAnyMore() {
        connect("body");
        join();
        says(Party.USER, "uno");
        tells(new DeskEvent.Message("Bea", "hola"));

        reopens();
        says(Party.USER, "dos");

        assertThat(seen())
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("uno"),
                        text ->
                                assertThat(text)
                                        .startsWith("Before:")
                                        .containsSubsequence("User [", "uno", "Bea [", "hola")
                                        .doesNotContain("dos"),
                        text -> assertThat(text).isEqualTo("dos"));
    }

    private void reopens() {
        world.desk.replaced = true;
        tells(new DeskEvent.Reopened());
    }

    @Test
    void tellsAnotherConversationWhatWasSaidThenWhatWaitsThenWhatIsNew() {
        connect("body");
        join();
        says(Party.USER, "uno");
        tells(new DeskEvent.Message("Bea", "hola"));
        world.desk.answers.add(new SendOutcome.NotBefore(world.clock.instant().plusSeconds(3)));
        says(Party.USER, "dos");
        says(Party.USER, "tres");

        reopens();
        says(Party.USER, "cuatro");
        pass(Duration.ofSeconds(3));

        assertThat(seen()).hasSize(5).startsWith("uno").endsWith("dos", "tres", "cuatro");
        assertThat(seen().get(1))
                .startsWith("Before:")
                .containsSubsequence("uno", "hola")
                .doesNotContain("dos", "tres", "cuatro");
    }

    @Test
    void tellsAnotherConversationTheContextOnceIfNobodyHadJoined() {
        says(Party.USER, "hello");
        connect("body");
        says(Party.USER, "uno");

        reopens();
        reopens();
        join();
        says(Party.USER, "dos");

        assertThat(seen()).hasSize(3).endsWith("uno", "dos");
        assertThat(seen().getFirst()).contains("hello").doesNotContain("uno");
    }

    @Test
    void tellsAnotherConversationBeforeAFileWhatWasSaid() {
        connect("body");
        join();
        says(Party.USER, "uno");
        world.desk.replaced = true;

        says(Party.USER, "image:my order");
        tells(new DeskEvent.Reopened());

        assertThat(seen()).hasSize(3).endsWith("image.jpg, Attached image.jpg, my order");
        assertThat(seen().get(1)).contains("uno").doesNotContain("my order");
    }

    @Test
    void tellsTheDeskTheTitleOfWhatTheUserChose() {
        connect("body");
        join();
        says(Party.USER, "1");
        tells(new DeskEvent.Choices("Bea", "Which?", List.of("A", "B")));

        says(Party.USER, "2");
        says(Party.USER, "3");

        assertThat(seen()).containsExactly("1", "B", "3");
    }

    /// Files that users send.
    @Nested
    class AFile {

        private static final String LOST = "[image] could not be transferred";

        private void joined() {
            connect("body");
            join();
        }

        private List<Delivery> ofUser() {
            return world.store.history().messages(USER, 0, 100).stream()
                    .filter(it -> it.message().author().party() == Party.USER)
                    .flatMap(it -> it.deliveries().stream())
                    .toList();
        }

        private List<String> complaints() {
            return sent().stream().filter(text -> text.contains("did not arrive")).toList();
        }

        @Test
        void goesToTheDeskWithItsCaptionInItsPlace() {
            joined();

            says(Party.USER, "uno");
            says(Party.USER, "image:my order");
            says(Party.USER, "dos");

            assertThat(seen())
                    .containsExactly("uno", "image.jpg, Attached image.jpg, my order", "dos");
            assertThat(complaints()).isEmpty();
        }

        @Test
        void thatWasSaidBeforeIsOneLineOfTheContext() {
            says(Party.USER, "image:my order");

            joined();

            assertThat(seen()).singleElement().asString().contains("image:my order");
            assertThat(world.files.asked).isZero();
        }

        @Test
        void isTriedThriceInAMinuteThenBothSidesAreToldAndTheRestGoesOn() {
            joined();
            for (int i = 0; i < 3; i++) {
                world.files.answers.add(new Fetched.Away());
            }

            says(Party.USER, "image:my order");
            says(Party.USER, "dos");
            assertThat(seen()).isEmpty();
            pass(Duration.ofSeconds(5));
            assertThat(world.files.asked).isEqualTo(2);
            pass(Duration.ofSeconds(5));

            assertThat(world.files.asked).isEqualTo(3);
            assertThat(seen()).containsExactly(LOST, "dos");
            assertThat(complaints()).hasSize(1);
            assertThat(ofUser().getFirst())
                    .isInstanceOfSatisfying(
                            Delivery.Parked.class,
                            parked ->
                                    assertThat(parked.reason().code())
                                            .isEqualTo("media_unavailable"));
            assertThat(ofUser().getLast()).isInstanceOf(Delivery.Delivered.class);
        }

        @Test
        void comesWhenAnotherTryHasIt() {
            joined();
            world.files.answers.add(new Fetched.Away());

            says(Party.USER, "image:my order");
            pass(Duration.ofSeconds(5));

            assertThat(seen()).containsExactly("image.jpg, Attached image.jpg, my order");
            assertThat(complaints()).isEmpty();
        }

        @Test
        void thatMayNotBeFetchedIsGivenUpAtOnce() {
            joined();
            world.files.answers.add(new Fetched.Refused(new ParkReason("egress_denied")));

            says(Party.USER, "image:");

            assertThat(world.files.asked).isEqualTo(1);
            assertThat(seen()).containsExactly(LOST);
            assertThat(complaints()).hasSize(1);
            assertThat(ofUser())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Delivery.Parked.class,
                            parked ->
                                    assertThat(parked.reason().code()).isEqualTo("egress_denied"));
        }

        @Test
        void isFetchedNoneTooEarlyAndAgainAfterACrash() {
            joined();
            world.desk.answers.add(new SendOutcome.NotBefore(world.clock.instant().plusSeconds(3)));
            says(Party.USER, "image:my order");
            assertThat(world.files.asked).isZero();

            run = hub.crash();
            run.delivery.sweep();
            pass(Duration.ofSeconds(3));

            assertThat(seen()).containsExactly("image.jpg, Attached image.jpg, my order");
        }

        @Test
        void isGivenUpOnceTheDeskCanBeTold() {
            joined();
            world.files.answers.add(new Fetched.Refused(new ParkReason("egress_denied")));
            world.desk.answers.add(ScriptedDesk.TAKEN);
            world.desk.answers.add(new SendOutcome.NotBefore(world.clock.instant().plusSeconds(3)));

            says(Party.USER, "image:");
            assertThat(complaints()).isEmpty();
            pass(Duration.ofSeconds(3));

            assertThat(world.files.asked).isEqualTo(1);
            assertThat(seen()).containsExactly(LOST);
            assertThat(complaints()).hasSize(1);
        }
    }
}

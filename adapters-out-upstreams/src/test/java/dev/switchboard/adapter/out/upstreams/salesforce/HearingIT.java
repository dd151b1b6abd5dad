package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.upstreams.salesforce.Rig.Hub;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.News;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.Taken;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages and actions of agents, over streams that break in every way.
class HearingIT {

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void meets(String path, String action) {
        rig.salesforce.follow(
                "[{\"match\":{\"path\":\"%s\"},\"action\":%s}]".formatted(path, action));
    }

    /// Everything but receipts for the hub's own messages.
    private List<DeskEvent> heard() {
        return rig.events().stream().filter(it -> !(it instanceof DeskEvent.Delivered)).toList();
    }

    private void untilHeard(DeskEvent... events) {
        rig.until(this::heard, List.of(events));
    }

    private void untilTexts(String... texts) {
        rig.until(rig::texts, List.of(texts));
    }

    private static DeskEvent.Message message(String text) {
        return new DeskEvent.Message("Ana", text);
    }

    private static DeskEvent.Joined joined() {
        return new DeskEvent.Joined("Ana");
    }

    @Test
    void hearsOfTheQueueTheAgentAndWhatSheSaysAndDoes() {
        rig.opened();

        rig.salesforce.play("queue", "3");
        rig.salesforce.play("join", null);
        rig.salesforce.play("typing", null);
        rig.salesforce.play("stopTyping", null);
        rig.salesforce.play("reply", "Buenas tardes");
        rig.salesforce.play("link", "https://example.com/help");
        rig.salesforce.play("file", "https://example.com/receipt.pdf");
        rig.salesforce.play("choices", "¿Cuál?");
        rig.salesforce.play("unknown", null);
        rig.salesforce.play("strange", null);
        rig.salesforce.play("transferFailed", null);
        rig.salesforce.play("transfer", null);
        rig.salesforce.play("leave", null);

        untilHeard(
                new DeskEvent.Queued(3),
                joined(),
                new DeskEvent.Typing(true),
                new DeskEvent.Typing(false),
                message("Buenas tardes"),
                message("Our pages\nhttps://example.com/help"),
                new DeskEvent.File(
                        "Ana",
                        "https://example.com/receipt.pdf",
                        "receipt.pdf",
                        "application/pdf",
                        "Here it is"),
                new DeskEvent.Choices("Ana", "¿Cuál?", List.of("Yes", "No")),
                new DeskEvent.Unsupported("Ana", "Hologram"),
                new DeskEvent.Transferred(),
                new DeskEvent.Left("Ana"));
        assertThat(rig.news).allMatch(news -> news.fence() == 1 && news.chat().equals(Rig.CHAT));
    }

    @Test
    void bringsEveryFileOfOneMessageInItsOrder() {
        rig.opened();
        rig.salesforce.play("join", null);

        rig.salesforce.play("file", "https://example.com/a.pdf https://example.com/b.pdf");
        rig.salesforce.play("reply", "fin");

        untilHeard(joined(), file("a.pdf", "Here it is"), file("b.pdf", ""), message("fin"));
        assertThat(rig.news.stream().map(News::id)).doesNotHaveDuplicates();
    }

    private static DeskEvent.File file(String name, String text) {
        return new DeskEvent.File(
                "Ana", "https://example.com/" + name, name, "application/pdf", text);
    }

    @Test
    void callsWhatAnAgentSaysTheSameBeforeAndAfterTheyAreKnownToHaveJoined() {
        Hub first = rig.opened();
        String entry = rig.salesforce.play("reply", "Hola").getFirst();
        untilTexts("Hola");
        first.holding.end();
        List<String> before = idsOf("Hola");
        rig.forgetNews();

        rig.hub().holding.start();

        untilTexts("Hola");
        assertThat(idsOf("Hola")).isEqualTo(before).containsExactly(entry);
    }

    private List<String> idsOf(String text) {
        return rig.news.stream()
                .filter(news -> news.event().equals(message(text)))
                .map(News::id)
                .toList();
    }

    @Test
    void hearsThatSomebodyJoinedByWhatTheySay() {
        rig.opened();

        rig.salesforce.play("reply", "Hola");
        rig.salesforce.play("reply", "¿Qué tal?");

        untilHeard(joined(), message("Hola"), message("¿Qué tal?"));
    }

    @Test
    void tellsPlacesInTheQueueOnceAMinuteAtMostAndNotToWhomIsServed() {
        rig.opened();

        rig.salesforce.play("queue", "3");
        rig.salesforce.play("queue", "3");
        rig.salesforce.play("queue", "2");
        rig.salesforce.play("join", null);
        rig.salesforce.play("queue", "1");
        rig.salesforce.play("reply", "fin");

        untilHeard(new DeskEvent.Queued(3), joined(), message("fin"));
    }

    @Test
    void tellsAgentsThatTheUserHasWhatTheySaid() {
        rig.opened();

        String entry = rig.salesforce.play("reply", "Hola").getFirst();

        rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
        assertThat(rig.calls("POST", "/acknowledge-entries").getFirst().body())
                .contains(
                        "\"entryType\":\"Delivery\"", "\"conversationEntryId\":\"" + entry + "\"");
    }

    @Test
    void hearsThatAnAgentReadAMessage() {
        Hub hub = rig.opened();
        hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));

        rig.salesforce.play("read", "0199aaaa-bbbb-7ccc-8ddd-000000000001");
        rig.salesforce.play("read", "somebody else's");

        rig.untilHeard(new DeskEvent.Read(Rig.message(1))::equals);
    }

    @Test
    void writesHowFarItHeardForWhatBringsAnythingOnly() {
        Hub hub = rig.opened();
        rig.salesforce.play("reply", "Hola");
        rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().fact("joined") != null);
        String cursor = rig.cursor();

        rig.send(hub, Rig.text(1, "uno"));
        rig.send(hub, Rig.text(2, "dos"));
        rig.untilHeard(new DeskEvent.Delivered(Rig.message(2))::equals);
        assertThat(rig.cursor()).isEqualTo(cursor);

        rig.salesforce.play("reply", "¿Sí?");
        rig.until(() -> Integer.parseInt(rig.cursor()) > Integer.parseInt(cursor) + 2);
    }

    @Nested
    class AnEnd {

        @ParameterizedTest
        @ValueSource(strings = {"end:AGENT", "timeout:SYSTEM", "close:SYSTEM"})
        void isHeardBehindWhatWasSaidAndEndsTheSession(String deed) {
            String[] parts = deed.split(":", -1);
            rig.opened();

            rig.salesforce.play("reply", "Adiós");
            rig.salesforce.play(parts[0], null);

            untilHeard(joined(), message("Adiós"), new DeskEvent.Ended(By.valueOf(parts[1])));
            rig.untilOver();
            rig.until(() -> rig.salesforce.faults().streams() == 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"end", "timeout", "close"})
        void ofTheDeskLeavesTimeForWhatAgentsSayBehindIt(String deed) {
            rig.linger = Duration.ofHours(1);
            Hub hub = rig.opened();
            rig.salesforce.play("reply", "Adiós");

            rig.salesforce.play(deed, null);
            rig.salesforce.play("reply", "Una cosa más");
            untilTexts("Adiós", "Una cosa más");
            rig.salesforce.faults().cut();
            rig.salesforce.play("reply", "Y otra");

            untilTexts("Adiós", "Una cosa más", "Y otra");
            assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno"))).isEqualTo(ChatSession.closed());
        }

        @Test
        void ofOursLeavesTimeForWhatAgentsSayBehindIt() {
            rig.linger = Duration.ofHours(1);
            Hub hub = rig.opened();
            String conversation = rig.fact("conversationId");
            rig.salesforce.play("reply", "Hola");

            hub.desk.end(Rig.CHAT);
            rig.untilHeard(new DeskEvent.Ended(By.CUSTOMER)::equals);
            rig.salesforce.faults().replyLate(conversation, "¿Sigue ahí?");

            untilTexts("Hola", "¿Sigue ahí?");
        }

        @Test
        void leavesThatTimeOverARestartToo() {
            rig.linger = Duration.ofHours(1);
            Hub first = rig.opened();
            String conversation = rig.fact("conversationId");
            first.desk.end(Rig.CHAT);
            rig.untilHeard(new DeskEvent.Ended(By.CUSTOMER)::equals);
            first.holding.end();
            rig.salesforce.faults().replyLate(conversation, "¿Sigue ahí?");

            rig.hub().holding.start();

            untilTexts("¿Sigue ahí?");
            assertThat(rig.events()).doesNotContain(new DeskEvent.Ended(By.GONE));
        }

        @Test
        void makesNoOtherConversationForAUserWhoIsLetInNoMore() {
            rig.linger = Duration.ofHours(1);
            rig.opened();
            rig.salesforce.play("end", null);
            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().fact("ended") != null);
            rig.salesforce.faults().expireTokens(false);

            rig.salesforce.faults().cut();
            rig.until(() -> !rig.calls("GET", "/continuation-access-token").isEmpty());

            rig.until(() -> rig.calls("GET", "/continuation-access-token").size() > 1);
            assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(1);
        }

        @Test
        void isHeardOfAChatThatNobodyCouldBeFoundFor() {
            rig.opened();

            rig.salesforce.play("routingFailed", "NoAgentsAvailable");

            untilHeard(new DeskEvent.Failed("NoAgentsAvailable"));
        }

        @Test
        void ofOurChatEndsTheConversationOverThere() {
            rig.opened();
            rig.answer = Taken.NO_CHAT;
            String conversation = rig.fact("conversationId");

            rig.salesforce.play("reply", "¿Hola?");

            rig.untilOver();
            assertThat(rig.salesforce.isEnded(conversation)).isTrue();
        }
    }

    @Nested
    class ALine {

        @Test
        void isMadeAgainWhereItWasLost() {
            rig.opened();
            rig.salesforce.play("reply", "1");
            untilTexts("1");

            rig.salesforce.faults().cut();
            rig.salesforce.play("reply", "2");
            rig.salesforce.play("reply", "3");

            untilTexts("1", "2", "3");
            assertThat(rig.calls("GET", "/sse").getLast().header("last-event-id"))
                    .matches("[1-9][0-9]*");
        }

        @Test
        void isMadeAgainHoweverOftenItFails() {
            rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"path\":\"/sse\"},\"times\":4,\"action\":{\"status\":503}}]");

            rig.salesforce.faults().cut();
            rig.salesforce.play("reply", "1");

            untilTexts("1");
        }

        @Test
        void isMadeAgainWhenItFallsSilent() {
            rig.silence = Duration.ofMillis(700);
            rig.opened();

            meets("/acknowledge-entries", "{\"silence\":true}");
            rig.salesforce.play("reply", "1");
            rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
            rig.salesforce.play("reply", "2");

            untilTexts("1", "2");
        }

        @Test
        void survivesWhatIsNoEvent() {
            rig.opened();

            meets("/acknowledge-entries", "{\"garbage\":true}");
            rig.salesforce.play("reply", "1");
            rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
            rig.salesforce.play("reply", "2");

            untilHeard(
                    joined(), message("1"), new DeskEvent.Unsupported("", "message"), message("2"));
        }

        @Test
        void tellsOnceWhatComesTwice() {
            rig.opened();

            meets("/acknowledge-entries", "{\"duplicate\":true}");
            rig.salesforce.play("reply", "1");
            rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
            rig.salesforce.play("reply", "2");
            rig.salesforce.play("reply", "3");

            untilTexts("1", "2", "3");
        }

        @Test
        void bringsEverythingAlsoOutOfOrder() {
            rig.opened();

            meets("/acknowledge-entries", "{\"reorder\":true}");
            rig.salesforce.play("reply", "1");
            rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
            rig.salesforce.play("reply", "2");
            rig.salesforce.play("reply", "3");

            untilTexts("1", "3", "2");
        }

        @Test
        void bringsNothingOfOtherConversations() {
            rig.opened();

            rig.salesforce.faults().replyElsewhere("not for this user");
            rig.salesforce.play("reply", "1");

            untilTexts("1");
        }

        @Test
        void goesOnForTheSameUserWhenItsTokenIsOver() {
            rig.opened();
            rig.salesforce.faults().expireTokens(true);

            rig.salesforce.faults().cut();
            rig.salesforce.play("reply", "1");

            untilTexts("1");
            assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(1);
        }

        @Test
        void isMadeForAnotherConversationWhenItsUserIsLetInNoMore() {
            rig.opened();
            rig.salesforce.faults().expireTokens(false);

            rig.salesforce.faults().cut();

            rig.untilHeard(new DeskEvent.Reopened()::equals);
            rig.until(() -> rig.salesforce.transcripts().containsKey(rig.fact("conversationId")));
            rig.salesforce.play("reply", "¿Hola?");
            untilTexts("¿Hola?");
        }

        @Test
        void isOverIfTheConversationIsNotKnown() {
            rig.opened();
            rig.salesforce.faults().forgetConversations();

            rig.salesforce.faults().cut();

            untilHeard(new DeskEvent.Ended(By.GONE));
            rig.untilOver();
        }

        @Test
        void bringsMoreThanOnePageOfWhatWasMissed() {
            Hub first = rig.opened();
            first.holding.end();
            IntStream.rangeClosed(1, 120).forEach(i -> rig.salesforce.play("reply", "n" + i));
            rig.salesforce.faults().forgetEvents();

            rig.hub().holding.start();

            rig.until(() -> rig.texts().size() == 120);
            assertThat(rig.texts().getLast()).isEqualTo("n120");
        }
    }

    @Nested
    class ARestart {

        @Test
        void hearsWhatWasSaidMeanwhileOnceAndInOrder() {
            Hub first = rig.opened();
            rig.salesforce.play("reply", "1");
            untilTexts("1");
            first.holding.end();
            IntStream.rangeClosed(2, 6).forEach(i -> rig.salesforce.play("reply", "" + i));

            Hub second = rig.hub();
            second.holding.start();

            untilTexts("1", "2", "3", "4", "5", "6");
            assertThat(rig.news.getLast().fence()).isEqualTo(2);
            rig.send(second, Rig.text(1, "uno"));
            rig.until(() -> rig.transcript().contains("EndUser: uno"));
        }

        @Test
        void tellsAgentsOfAPageAtOnceThatTheUserHasIt() {
            Hub first = rig.opened();
            first.holding.end();
            rig.salesforce.play("reply", "1");
            rig.salesforce.play("reply", "2");
            rig.salesforce.faults().forgetEvents();

            rig.hub().holding.start();

            untilTexts("1", "2");
            rig.until(() -> rig.calls("POST", "/acknowledge-entries").size() == 1);
            assertThat(rig.calls("POST", "/acknowledge-entries").getFirst().body())
                    .containsPattern("conversationEntryId.*conversationEntryId");
        }

        @Test
        void hearsPagesInTheOrderOfTheirTimes() {
            Hub first = rig.opened();
            first.holding.end();
            IntStream.rangeClosed(1, 3).forEach(i -> rig.salesforce.play("reply", "" + i));
            rig.salesforce.faults().forgetEvents();
            rig.salesforce.faults().reversePages();

            rig.hub().holding.start();

            untilTexts("1", "2", "3");
        }

        @Test
        void hearsWhatShowsLaterThanItWasSaid() {
            Hub first = rig.opened();
            rig.salesforce.play("reply", "1");
            untilTexts("1");
            first.holding.end();
            rig.salesforce.faults().nextIsLate(Duration.ofSeconds(20));
            rig.salesforce.play("reply", "late");
            rig.salesforce.faults().forgetEvents();

            rig.hub().holding.start();

            untilTexts("1", "late");
        }

        @Test
        void keepsWhereItsLineGoesOnWhileItReadsPages() {
            Hub first = rig.opened();
            rig.salesforce.play("reply", "1");
            rig.until(() -> rig.cursor().matches("[1-9][0-9]*"));
            first.holding.end();
            String cursor = rig.cursor();
            Instant heardAt = rig.heardAt();
            rig.salesforce.play("reply", "2");
            rig.salesforce.faults().forgetEvents();

            rig.hub().holding.start();

            rig.until(() -> rig.heardAt().isAfter(heardAt));
            assertThat(rig.cursor()).isEqualTo(cursor);
        }

        @Test
        void doesNotSayAgainWhatWasSaid() {
            Hub first = rig.opened();
            first.desk.send(Rig.CHAT, Rig.text(1, "uno"));
            rig.until(() -> rig.transcript().contains("EndUser: uno"));
            first.holding.end();

            Hub second = rig.hub();
            rig.send(second, Rig.text(1, "uno"));
            rig.send(second, Rig.text(2, "dos"));

            rig.until(() -> rig.transcript().contains("EndUser: dos"));
            assertThat(rig.transcript().stream().filter("EndUser: uno"::equals)).hasSize(1);
        }

        @Test
        void takesNothingOfWhatAnotherHubOwns() {
            Hub first = rig.opened();
            first.holding.start();
            Hub second = rig.standby();

            second.holding.follow();
            rig.salesforce.play("reply", "1");

            untilTexts("1");
            assertThat(rig.salesforce.faults().streams()).isEqualTo(1);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence()).isEqualTo(1);
        }

        @Test
        void stopsTheOneThatWasFrozenForTooLong() {
            Hub first = rig.opened();

            Hub second = rig.hub();
            first.ownership.take(Partitions.ALL, true); // so it believes
            second.holding.start();
            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence() == 2);
            rig.salesforce.play("reply", "1");
            rig.salesforce.play("reply", "2");

            untilTexts("1", "2");
            first.desk.end(Rig.CHAT);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().state()).isEqualTo(State.OPEN);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().fact("ended")).isNull();
            assertThat(rig.salesforce.transcripts()).hasSize(1);
        }

        @Test
        void beginsAnewWhereItLosesAConversationAndTakesItAgain() {
            Hub only = rig.opened();
            only.ownership.lose(Partitions.of(Rig.USER));
            only.holding.follow();
            assertThat(only.desk.load().sessions()).isZero();
            rig.take(only, Partitions.of(Rig.USER));

            only.holding.start();

            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence() == 2);
            rig.salesforce.play("reply", "1");
            untilTexts("1");
        }

        /// What is being opened there is to be opened.
        @Test
        void goesOnWhileTheHubIsAboutToGiveTheConversationAway() {
            Hub only = rig.opened();

            only.ownership.give(Partitions.of(Rig.USER));
            only.holding.follow();
            assertThat(only.desk.load().sessions()).isEqualTo(1);

            only.ownership.lose(Partitions.of(Rig.USER));
            only.holding.follow();
            assertThat(only.desk.load().sessions()).isZero();
        }

        /// Both happened between two rounds.
        @Test
        void beginsAnewInALaterTermThatItDidNotSeeBegin() {
            Hub only = rig.opened();
            only.holding.follow();
            rig.take(only, Partitions.of(Rig.USER));

            only.holding.start();

            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence() == 2);
            rig.salesforce.play("reply", "1");
            untilTexts("1");
        }

        @Test
        void stopsTheStreamOfWhatItLoses() {
            Hub first = rig.opened();
            first.holding.start();
            rig.until(() -> rig.salesforce.faults().streams() == 1);

            first.ownership.lose(Partitions.of(Rig.USER));

            rig.until(() -> rig.salesforce.faults().streams() == 0);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().state()).isEqualTo(State.OPEN);
            assertThat(first.desk.send(Rig.CHAT, Rig.text(1, "uno")))
                    .isInstanceOf(SendOutcome.NotBefore.class);
            assertThat(first.desk.load().sessions()).isZero();
        }

        /// Two hubs have a partition each: each runs the chats of its own conversations.
        @Test
        void takesUpOnlyWhatIsOfItsPartitions() {
            Hub first = rig.opened();
            first.holding.start();
            Hub second = rig.standby();
            rig.take(second, Partitions.of(Rig.OTHER_USER));
            DeskRef other = new DeskRef("other");
            rig.sessions.insert(Rig.begun(other, Rig.OTHER_USER, Instant.now()));

            second.holding.start();

            rig.until(() -> rig.sessions.find(other).orElseThrow().state() == State.OVER);
            rig.salesforce.play("reply", "1");
            untilTexts("1");
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence()).isEqualTo(1);
        }

        @Test
        void takesUpLaterWhatItSkippedWhileItsRightHadRunOut() {
            rig.opened();
            Hub second = rig.standby();
            rig.take(second, Partitions.ALL);
            rig.beforePage = second.ownership::end;

            assertThatThrownBy(second.holding::follow)
                    .isInstanceOf(StoreUnavailableException.class);
            rig.beforePage = () -> {};
            second.ownership.comeBack();
            second.holding.follow();

            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence()).isEqualTo(2);
        }

        @Test
        void takesUpAllThoughTheStoreGivesFewAtATime() {
            rig.opened();
            DeskRef other = new DeskRef("other");
            rig.sessions.insert(Rig.begun(other, Rig.OTHER_USER, Instant.now()));
            Hub second = rig.standby();
            rig.take(second, Partitions.ALL);
            rig.page = 1;

            second.holding.follow();

            assertThat(List.of(Rig.CHAT, other))
                    .extracting(chat -> rig.sessions.find(chat).orElseThrow().hold().fence())
                    .containsOnly(2L);
        }

        /// The beats of the hub fail, and nobody has taken over.
        @Test
        void goesOnAfterAPause() {
            Hub only = rig.opened();
            only.holding.start();
            only.ownership.end();
            only.holding.follow();

            only.ownership.comeBack();
            rig.salesforce.play("reply", "1");

            untilTexts("1");
            assertThat(rig.salesforce.faults().streams()).isEqualTo(1);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().hold().fence()).isEqualTo(1);
        }

        @Test
        void stopsWhenItIsToldThatItWasOvertaken() {
            rig.opened();
            rig.answer = Taken.OVERTAKEN;

            rig.salesforce.play("reply", "1");

            rig.until(() -> rig.salesforce.faults().streams() == 0);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().state()).isEqualTo(State.OPEN);
            rig.settle();
            assertThat(rig.calls("POST", "/acknowledge-entries")).isEmpty();
        }
    }

    @Test
    void losesNothingWhileTheStoreIsAway() {
        rig.opened();
        rig.storeAway = true;

        rig.salesforce.play("reply", "1");
        rig.salesforce.play("reply", "2");
        rig.until(() -> rig.calls("POST", "/message").size() == 1);
        assertThat(rig.texts()).isEmpty();
        rig.storeAway = false;

        untilTexts("1", "2");
    }

    @Test
    void givesTheSameEventTheSameIdInEveryWay() {
        Hub first = rig.opened();
        String entry = rig.salesforce.play("reply", "1").getFirst();
        untilTexts("1");
        first.holding.end();
        Hub second = rig.hub();
        second.holding.start();
        rig.salesforce.play("reply", "2");
        untilTexts("1", "2");

        assertThat(rig.news.stream().map(News::id).filter(entry::equals)).hasSize(1);
    }
}

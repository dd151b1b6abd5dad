package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.salesforce.Rig.Hub;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.AgentDesk.DeskMessage;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Users' messages, and each way in which sending them may fail.
class SayingIT {

    private static final String MESSAGE = "/message";

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void meets(String action) {
        meets(MESSAGE, 1, action);
    }

    private void meets(String path, int times, String action) {
        rig.salesforce.follow(
                "[{\"match\":{\"method\":\"POST\",\"path\":\"%s\"},\"times\":%d,\"action\":%s}]"
                        .formatted(path, times, action));
    }

    private List<String> said() {
        return rig.transcript().stream()
                .filter(line -> line.startsWith("EndUser: "))
                .map(line -> line.substring("EndUser: ".length()))
                .filter(text -> !text.equals("Hola, busco un asesor."))
                .toList();
    }

    private void untilSaid(String... texts) {
        rig.until(() -> said().equals(List.of(texts)));
    }

    private static UpstreamReply reply(SendOutcome sent) {
        return switch (sent) {
            case SendOutcome.Called(UpstreamReply reply, _) -> reply;
            case SendOutcome other -> throw new AssertionError(other);
        };
    }

    private static DeskMessage.Text after(String before, int number, String text) {
        return new DeskMessage.Text(Rig.message(number), text, () -> before);
    }

    @Test
    void saysTextsInTheirOrderAndHearsThatTheyAreThere() {
        Hub hub = rig.opened();

        SendOutcome first = hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));
        hub.desk.send(Rig.CHAT, Rig.text(2, "dos"));

        assertThat(reply(first))
                .isEqualTo(new Accepted(202, null, "0199aaaa-bbbb-7ccc-8ddd-000000000001"));
        untilSaid("uno", "dos");
        rig.untilHeard(new DeskEvent.Delivered(Rig.message(1))::equals);
        rig.untilHeard(new DeskEvent.Delivered(Rig.message(2))::equals);
        assertThat(rig.calls("POST", MESSAGE).getLast().body())
                .contains("\"isNewMessagingSession\":false")
                .doesNotContain("routingAttributes", "language");
    }

    @Test
    void saysTheSameMessageOnce() {
        Hub hub = rig.opened();

        hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));
        SendOutcome again = hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));
        hub.desk.send(Rig.CHAT, Rig.text(2, "dos"));

        assertThat(reply(again)).isInstanceOf(Accepted.class);
        untilSaid("uno", "dos");
    }

    @Test
    void cutsLongTextsInOrder() {
        Hub hub = rig.opened();
        String text = "palabra ".repeat(1100) + "fin";

        hub.desk.send(Rig.CHAT, Rig.text(1, text));

        rig.until(() -> said().size() == 3);
        assertThat(String.join("", said())).isEqualTo(text);
        assertThat(said()).allMatch(part -> part.length() <= 4000);
        rig.untilHeard(new DeskEvent.Delivered(Rig.message(1))::equals);
        assertThat(rig.events().stream().filter(DeskEvent.Delivered.class::isInstance)).hasSize(1);
    }

    @Test
    void keepsMessagesBackUntilTheChatIsOpen() {
        rig.sessions.insert(Rig.begun(Rig.CHAT, Instant.now()));
        Hub hub = rig.hub();
        hub.ownership.lose(Partitions.of(Rig.USER));

        assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno")))
                .isInstanceOf(SendOutcome.NotBefore.class);
    }

    @Test
    void refusesWhatIsSaidToNobody() {
        Hub hub = rig.hub();

        assertThat(hub.desk.send(new DeskRef("none"), Rig.text(1, "uno")))
                .isEqualTo(
                        new SendOutcome.Called(
                                new Refused(404, "The chat is over"),
                                new ParkReason("chat_closed")));
    }

    @Nested
    class ACallThatFails {

        @ParameterizedTest
        @CsvSource({"500,AMBIGUOUS_SERVER_ERROR", "503,SERVER_ERROR", "504,AMBIGUOUS_SERVER_ERROR"})
        void isTriedAgainWithTheSameIdUnlessItIsThere(int status, Cause cause) {
            Hub hub = rig.opened();
            meets("{\"status\":%d}".formatted(status));

            SendOutcome sent = hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));

            assertThat(reply(sent)).isEqualTo(new Unavailable(cause, status, null));
            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Accepted.class);
            untilSaid("uno");
            assertThat(rig.calls("POST", MESSAGE).getLast().body())
                    .isEqualTo(rig.calls("POST", MESSAGE).get(1).body());
        }

        @Test
        void isNotRepeatedIfItWasTaken() {
            Hub hub = rig.opened();
            meets("{\"acceptThenDrop\":true}");

            SendOutcome sent = hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));

            assertThat(reply(sent)).isInstanceOf(Accepted.class);
            assertThat(said()).containsExactly("uno");
            assertThat(rig.calls("POST", MESSAGE)).hasSize(2);
        }

        @Test
        void isLookedForAgainIfNobodyCouldSayWhetherItWasTaken() {
            Hub hub = rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"POST\",\"path\":\"/message\"},"
                            + "\"action\":{\"acceptThenDrop\":true}},"
                            + "{\"match\":{\"path\":\"/entries\"},\"times\":1,"
                            + "\"action\":{\"status\":503}}]");

            hub.desk.send(Rig.CHAT, Rig.text(1, "uno"));

            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Accepted.class);
            assertThat(said()).containsExactly("uno");
        }

        @ParameterizedTest
        @CsvSource({"429,'',7,7", "429,'',,3", "403,REQUEST_LIMIT_EXCEEDED,9,9"})
        void waitsAsLongAsItIsAskedTo(int status, String code, String asked, int seconds) {
            Hub hub = rig.opened();
            String header = asked == null ? "" : ",\"retryAfter\":\"" + asked + "\"";
            meets("{\"status\":%d,\"code\":\"%s\"%s}".formatted(status, code, header));

            assertThat(reply(hub.desk.send(Rig.CHAT, Rig.text(1, "uno"))))
                    .isEqualTo(new Unavailable(Cause.BUSY, status, Duration.ofSeconds(seconds)));
        }

        @ParameterizedTest
        @CsvSource({"400,BAD_REQUEST", "413,TOO_LARGE", "422,INVALID"})
        void isParkedWithItsCodeIfItIsRefused(int status, String code) {
            Hub hub = rig.opened();
            meets("{\"status\":%d,\"code\":\"%s\"}".formatted(status, code));

            assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno")))
                    .isEqualTo(
                            new SendOutcome.Called(
                                    new Refused(status, code), new ParkReason(code)));
            assertThat(rig.send(hub, Rig.text(2, "dos"))).isInstanceOf(Accepted.class);
        }

        @Test
        void endsTheChatIfThereIsNoSuchConversation() {
            Hub hub = rig.opened();
            meets("{\"status\":404}");

            assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno"))).isEqualTo(ChatSession.closed());

            rig.untilHeard(new DeskEvent.Ended(DeskEvent.Ended.By.GONE)::equals);
            rig.untilOver();
            assertThat(hub.desk.send(Rig.CHAT, Rig.text(2, "dos"))).isEqualTo(ChatSession.closed());
        }
    }

    @Nested
    class AToken {

        @Test
        void isRenewedForTheSameUserIfItIsRefused() {
            Hub hub = rig.opened();
            rig.salesforce.faults().expireTokens(true);

            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Accepted.class);

            untilSaid("uno");
            assertThat(rig.calls("GET", "/continuation-access-token")).hasSize(1);
            assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(1);
        }

        @Test
        void isRenewedAfterFourFifthsOfItsLife() {
            rig.salesforce.faults().tokensLive(Duration.ofSeconds(1));

            rig.opened();

            rig.until(() -> !rig.calls("GET", "/continuation-access-token").isEmpty());
            assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(1);
        }

        @Test
        void isRenewedLaterIfTheStoreIsAwayAtThatMoment() {
            Hub opener = rig.opened();
            opener.holding.end();
            MutableClock clock = new MutableClock(Instant.now());
            Hub hub = rig.hub(clock, new FakeTimer(clock));
            hub.holding.follow();
            rig.outage.begin();
            rig.until(() -> {
                clock.advance(Duration.ofMinutes(1));
                return rig.failedSaves.get() > 0;
            });
            rig.outage.end();
            int before = rig.calls("GET", "/continuation-access-token").size();

            rig.until(() -> {
                clock.advance(Duration.ofSeconds(10));
                return rig.calls("GET", "/continuation-access-token").size() > before;
            });
        }

        @Test
        void thatIsNotRenewedMakesTheConversationAnotherOne() {
            Hub hub = rig.opened();
            String caseId = rig.fact("caseId");
            String before = rig.fact("conversationId");
            rig.salesforce.faults().expireTokens(false);

            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Accepted.class);

            rig.untilHeard(new DeskEvent.Reopened()::equals);
            DeskSession after = rig.sessions.find(Rig.CHAT).orElseThrow();
            assertThat(after.fact("caseId")).isEqualTo(caseId);
            assertThat(after.fact("conversationId")).isNotEqualTo(before);
            assertThat(rig.salesforce.records("Case")).hasSize(1);
            rig.until(() ->
                    rig.salesforce
                            .transcripts()
                            .getOrDefault(after.fact("conversationId"), List.of())
                            .equals(List.of("EndUser: uno")));
            assertThat(rig.calls("POST", MESSAGE).getLast().body())
                    .contains("\"isNewMessagingSession\":true", caseId);
            rig.salesforce.play("reply", "¿En qué puedo ayudarte?");
            rig.until(() -> rig.texts().contains("¿En qué puedo ayudarte?"));
        }

        private List<String> saidInTheOther() {
            return rig.salesforce.transcripts().getOrDefault(rig.fact("conversationId"), List.of());
        }

        @Test
        void thatIsNotRenewedHasTheOtherConversationToldOnceWhatWasSaid() {
            Hub hub = rig.opened();
            rig.send(hub, after("nothing", 1, "uno"));
            rig.salesforce.faults().expireTokens(false);

            rig.send(hub, after("Before: uno", 2, "dos"));
            rig.send(hub, after("Before: uno, dos", 3, "tres"));
            rig.send(hub, after("Before: uno, dos, tres", 4, ""));

            rig.until(
                    this::saidInTheOther,
                    List.of("EndUser: Before: uno", "EndUser: dos", "EndUser: tres"));
        }

        @Test
        void thatIsNotRenewedHasTheOtherConversationToldOverARestart() {
            Hub first = rig.opened();
            rig.salesforce.faults().expireTokens(false);
            rig.salesforce.faults().cut();
            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().fact("unbriefed") != null);
            first.holding.end();

            Hub second = rig.hub();
            rig.send(second, after("Before: uno", 2, "dos"));

            rig.until(this::saidInTheOther, List.of("EndUser: Before: uno", "EndUser: dos"));
        }

        @Test
        void thatIsRefusedAmidAMessageHasAllOfItSaidInTheOtherConversation() {
            Hub hub = rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"POST\",\"path\":\"/message\"},\"times\":2},"
                            + "{\"match\":{\"method\":\"POST\",\"path\":\"/message\"},"
                            + "\"action\":{\"status\":403,\"code\":\"FORBIDDEN\"}}]");
            String text = "palabra ".repeat(1100) + "fin";

            rig.send(hub, after("Before", 1, text));

            assertAllIsSaidInTheOther(text);
        }

        private void assertAllIsSaidInTheOther(String text) {
            rig.until(() -> saidInTheOther().size(), 4);
            assertThat(saidInTheOther().getFirst()).isEqualTo("EndUser: Before");
            assertThat(String.join("", saidInTheOther().subList(1, 4)).replace("EndUser: ", ""))
                    .isEqualTo(text);
        }

        /// The reader of the old conversation has its entries when the next one takes its place.
        @Test
        void thatIsRefusedAmidAMessageHasAllOfItSaidThoughEarlierEchoesAreReadLate() {
            CompletableFuture<Void> reading = new CompletableFuture<>();
            CompletableFuture<Void> replaced =
                    new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.MINUTES);
            rig.beforeHearing =
                    news -> {
                        if (news.event() instanceof DeskEvent.Message message
                                && message.text().equals("before the echoes")) {
                            reading.complete(null);
                            replaced.join();
                        }
                    };
            Hub hub = rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"path\":\"/message\"},\"action\":{\"silence\":true}},"
                            + "{\"match\":{\"path\":\"/message\"}},"
                            + "{\"match\":{\"path\":\"/message\"},\"action\":{\"status\":429}},"
                            + "{\"match\":{\"path\":\"/message\"},"
                            + "\"action\":{\"status\":403,\"code\":\"FORBIDDEN\"}}]");
            DeskMessage.Text text = after("Before", 1, "palabra ".repeat(1100) + "fin");
            assertThat(reply(hub.desk.send(Rig.CHAT, text))).isInstanceOf(Unavailable.class);
            rig.until(() -> said().size(), 2);
            rig.salesforce.faults().nextIsLate(Duration.ofSeconds(1));
            rig.salesforce.play("reply", "before the echoes");
            rig.salesforce.play("reply", "behind the echoes");
            rig.salesforce.faults().cut();
            rig.until(reading::isDone);

            assertThat(hub.desk.send(Rig.CHAT, text)).isInstanceOf(SendOutcome.NotBefore.class);
            replaced.complete(null);
            rig.until(() -> rig.texts().contains("behind the echoes"));
            rig.send(hub, text);

            assertAllIsSaidInTheOther(text.text());
        }

        @Test
        void thatMayNoMoreMakesTheConversationAnotherOne() {
            Hub hub = rig.opened();
            meets("{\"status\":403,\"code\":\"FORBIDDEN\"}");

            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Accepted.class);

            rig.untilHeard(new DeskEvent.Reopened()::equals);
        }

        @Test
        void doesNotMakeConversationsWithoutEnd() {
            Hub hub = rig.opened();
            meets(MESSAGE, 1000, "{\"status\":403,\"code\":\"FORBIDDEN\"}");

            assertThat(rig.send(hub, Rig.text(1, "uno"))).isInstanceOf(Refused.class);
            rig.until(() ->
                    hub.desk.send(Rig.CHAT, Rig.text(2, "dos"))
                            instanceof SendOutcome.Called(Unavailable _, _));

            assertThat(hub.desk.send(Rig.CHAT, Rig.text(2, "dos")))
                    .isEqualTo(
                            new SendOutcome.Called(
                                    new Unavailable(
                                            Cause.UNAUTHORIZED, null, Duration.ofMinutes(1))));
            assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(2);
        }
    }

    @Nested
    class AFile {

        private final ByteBuffer bytes =
                ByteBuffer.wrap("¡bytes!".getBytes(StandardCharsets.UTF_8));

        private DeskMessage.File file(int number) {
            return new DeskMessage.File(
                    Rig.message(number),
                    "foto.jpg",
                    () -> bytes,
                    "El cliente adjuntó foto.jpg",
                    "mi pedido",
                    () -> "");
        }

        @Test
        void isPutOnTheCaseThenAnnouncedThenCaptioned() {
            Hub hub = rig.opened();

            assertThat(rig.send(hub, file(1))).isInstanceOf(Accepted.class);

            untilSaid("El cliente adjuntó foto.jpg", "mi pedido");
            String caseId = rig.salesforce.records("Case").getFirst().get("Id");
            Map<String, String> version = rig.salesforce.records("ContentVersion").getFirst();
            assertThat(version)
                    .containsEntry("Title", "foto.jpg")
                    .containsEntry("PathOnClient", "foto.jpg")
                    .containsEntry("ContentLocation", "S");
            assertThat(Base64.getDecoder().decode(version.get("VersionData")))
                    .isEqualTo(bytes.array());
            assertThat(rig.salesforce.records("ContentDocumentLink").getFirst())
                    .containsEntry("LinkedEntityId", caseId)
                    .containsEntry("ContentDocumentId", version.get("ContentDocumentId"))
                    .containsEntry("shareType", "V")
                    .containsEntry("visibility", "allUsers");
        }

        @Test
        void isThereOnceIfItsAnswerIsLost() {
            Hub hub = rig.opened();
            meets("/composite", 1, "{\"acceptThenDrop\":true}");

            assertThat(reply(hub.desk.send(Rig.CHAT, file(1)))).isInstanceOf(Unavailable.class);
            assertThat(rig.send(hub, file(1))).isInstanceOf(Accepted.class);

            assertThat(rig.salesforce.records("ContentVersion")).hasSize(1);
            untilSaid("El cliente adjuntó foto.jpg", "mi pedido");
        }

        @Test
        void isParkedIfItIsRefused() {
            Hub hub = rig.opened();
            meets("/composite", 1, "{\"status\":400,\"code\":\"STORAGE_LIMIT_EXCEEDED\"}");

            assertThat(hub.desk.send(Rig.CHAT, file(1)))
                    .isEqualTo(
                            new SendOutcome.Called(
                                    new Refused(400, "STORAGE_LIMIT_EXCEEDED"),
                                    new ParkReason("STORAGE_LIMIT_EXCEEDED")));
            assertThat(said()).isEmpty();
        }
    }

    @Nested
    class AnEnd {

        @Test
        void isToldAndStopsWhatFollows() {
            Hub hub = rig.opened();
            String conversation = rig.fact("conversationId");

            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Accepted.class);

            assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno"))).isEqualTo(ChatSession.closed());
            assertThat(rig.salesforce.isEnded(conversation)).isTrue();
            rig.untilOver();
            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Accepted.class);
            assertThat(rig.salesforce.records("Case")).hasSize(1);
            rig.until(() -> rig.salesforce.faults().streams() == 0);
        }

        @Test
        void isNotRememberedUntilTheTokenIsOver() {
            Hub hub = rig.opened();
            WeakReference<ChatSession> session =
                    new WeakReference<>(hub.holding.take(Rig.CHAT).orElseThrow());

            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Accepted.class);
            rig.untilOver();

            rig.until(() -> {
                hub.holding.follow();
                System.gc();
                return session.get() == null;
            });
        }

        @Test
        void isToldAgainUntilItIsTaken() {
            Hub hub = rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"DELETE\"},\"action\":{\"status\":503}}]");

            assertThat(reply(hub.desk.end(Rig.CHAT)))
                    .isEqualTo(new Unavailable(Cause.SERVER_ERROR, 503, null));
            assertThat(hub.desk.send(Rig.CHAT, Rig.text(1, "uno"))).isEqualTo(ChatSession.closed());

            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Accepted.class);
        }

        @Test
        void isToldAfterARestartThoughNobodyAsksForItAgain() {
            Hub hub = rig.opened();
            String conversation = rig.fact("conversationId");
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"DELETE\"},\"times\":2,\"action\":{\"status\":503}}]");
            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Unavailable.class);
            hub.holding.end();

            rig.hub().holding.start();

            rig.untilOver();
            assertThat(rig.salesforce.isEnded(conversation)).isTrue();
        }

        @Test
        void isTakenIfThereIsNothingToEnd() {
            Hub hub = rig.opened();
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"DELETE\"},\"times\":2,\"action\":{\"status\":404}}]");

            assertThat(reply(hub.desk.end(Rig.CHAT))).isInstanceOf(Accepted.class);
            assertThat(reply(hub.desk.end(new DeskRef("none")))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void givesUpAMessageThatAnotherConversationForbidsToo() {
        Hub hub = rig.opened();
        meets(MESSAGE, 2, "{\"status\":403,\"code\":\"FORBIDDEN\"}");

        assertThat(rig.send(hub, Rig.text(1, "uno"))).isEqualTo(new Refused(403, "FORBIDDEN"));
        assertThat(rig.send(hub, Rig.text(2, "dos"))).isInstanceOf(Accepted.class);

        untilSaid("dos");
        assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(2);
    }

    /// The third conversation is briefed with the words that the first two forbade.
    @Test
    void leavesThePartsOfABriefingOutThatAreForbidden() {
        Hub first = rig.opened();
        String forbidden = "{\"status\":403,\"code\":\"FORBIDDEN\"}";
        meets(MESSAGE, 2, forbidden);
        assertThat(rig.send(first, Rig.text(1, "uno"))).isEqualTo(new Refused(403, "FORBIDDEN"));
        first.holding.end();
        Hub second = rig.hub(); // it may replace the conversation at once
        String post = "{\"match\":{\"method\":\"POST\",\"path\":\"%s\"},".formatted(MESSAGE);
        rig.salesforce.follow(
                "[%1$s\"times\":2,\"action\":%2$s},%1$s\"times\":1},%1$s\"action\":%2$s}]"
                        .formatted(post, forbidden));
        String before = "uno ".repeat(1000) + "fin";

        assertThat(rig.send(second, after(before, 2, "dos")))
                .isEqualTo(new Refused(403, "FORBIDDEN"));
        assertThat(rig.send(second, after(before, 3, "tres"))).isInstanceOf(Accepted.class);

        untilSaid("fin", "tres");
        assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void leavesThePartsOfABriefingOutThatAreRefused(int status) {
        Hub first = rig.opened();
        rig.salesforce.faults().expireTokens(false);
        rig.salesforce.faults().cut();
        rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().fact("unbriefed") != null);
        first.holding.end();
        Hub second = rig.hub();
        meets(MESSAGE, 1, "{\"status\":%d,\"code\":\"INVALID\"}".formatted(status));

        assertThat(rig.send(second, after("Before: uno", 1, "dos"))).isInstanceOf(Accepted.class);

        untilSaid("dos");
    }

    /// It forbids the words of messages, too.
    @Test
    void briefsTheNextConversationIfOneForbidsEverything() {
        Hub first = rig.opened();
        rig.salesforce.faults().expireTokens(false);
        rig.salesforce.faults().cut();
        rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().fact("unbriefed") != null);
        first.holding.end();
        Hub second = rig.hub(); // it may replace the conversation at once
        meets(MESSAGE, 2, "{\"status\":403,\"code\":\"FORBIDDEN\"}");

        assertThat(rig.send(second, after("Before: uno", 1, "dos"))).isInstanceOf(Accepted.class);

        untilSaid("Before: uno", "dos");
        assertThat(rig.calls("POST", "/unauthenticated/access-token")).hasSize(3);
    }

    @Test
    void neverSaysMoreThanTheConversationTakesInAMinute() {
        Hub opener = rig.opened();
        opener.holding.end();
        MutableClock clock = new MutableClock(Instant.now());
        Hub hub = rig.hub(clock, new FakeTimer(clock));
        rig.until(() -> {
            clock.advance(Duration.ofMillis(100));
            return !(hub.desk.send(Rig.CHAT, Rig.text(0, "cero")) instanceof SendOutcome.NotBefore);
        });
        Instant begin = clock.instant();

        int taken =
                (int)
                        IntStream.rangeClosed(1, 40)
                                .filter(i ->
                                        hub.desk.send(Rig.CHAT, Rig.text(i, "n" + i))
                                                instanceof SendOutcome.Called(Accepted _, _))
                                .count();

        assertThat(taken).isLessThanOrEqualTo(21).isGreaterThanOrEqualTo(20);
        SendOutcome next = hub.desk.send(Rig.CHAT, Rig.text(41, "later"));
        assertThat(next).isInstanceOf(SendOutcome.NotBefore.class);
        assertThat(((SendOutcome.NotBefore) next).at())
                .isBetween(begin.plusSeconds(50), begin.plusSeconds(60));
        assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().state()).isEqualTo(State.OPEN);
    }
}

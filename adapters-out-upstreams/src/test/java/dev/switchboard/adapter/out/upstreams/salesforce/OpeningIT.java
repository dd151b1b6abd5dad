package dev.switchboard.adapter.out.upstreams.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.upstreams.salesforce.Rig.Hub;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk.Customer;
import dev.switchboard.application.port.out.upstream.AgentDesk.Fault;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.port.out.upstream.AgentDesk.Request;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.simulators.script.RecordedCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each step of opening a chat, and the leftovers when one of them fails.
class OpeningIT {

    private static final String CASES = "/sobjects/Case";
    private static final String CONTACTS = "/sobjects/Contact";

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private Opening open() {
        return rig.hub().desk.open(Rig.request());
    }

    private static String step(String method, String path, String action) {
        return step(method, path, 1, action);
    }

    private static String step(String method, String path, int times, String action) {
        return "[{\"match\":{\"method\":\"%s\",\"path\":\"%s\"},\"times\":%d,\"action\":%s}]"
                .formatted(method, path, times, action);
    }

    private List<String> queries() {
        return rig.calls("GET", "/query/").stream().map(RecordedCall::query).toList();
    }

    private String know(String field, String value) {
        return rig.salesforce.make("Contact", Map.of("LastName", "Ochoa", field, value));
    }

    @Test
    void makesACaseOfAKnownContactAndGreets() {
        String contact = know("Email", "ochoa@example.com");

        assertThat(open()).isEqualTo(new Opening.Opened(true));

        assertThat(rig.salesforce.records("Contact")).hasSize(1);
        assertThat(rig.salesforce.records("Case").getFirst())
                .containsEntry("ContactId", contact)
                .containsEntry("Origin", "whatsapp")
                .containsEntry("Subject", "Pedidos")
                .containsEntry("Description", "Caso del bot Pedidos")
                .containsEntry("Priority", "Medium")
                .containsEntry("Status", "Nuevo")
                .containsEntry("OwnerId", "00Gsim")
                .doesNotContainKey("RecordTypeId");
        assertThat(rig.calls("POST", CASES).getFirst().header("sforce-auto-assign"))
                .isEqualTo("false");
        rig.until(() -> rig.transcript().equals(List.of("EndUser: Hola, busco un asesor.")));
    }

    @Test
    void listensBeforeThereIsAnythingToHear() {
        open();

        List<String> paths = rig.salesforce.calls().stream().map(RecordedCall::path).toList();
        int stream = paths.indexOf("/sim/salesforce/eventrouter/v1/sse");
        assertThat(stream)
                .isPositive()
                .isLessThan(paths.indexOf("/sim/salesforce/services/data/v67.0/sobjects/Case"))
                .isLessThan(paths.indexOf("/sim/salesforce/iamessage/api/v2/conversation"));
        assertThat(rig.salesforce.calls().get(stream).headers())
                .containsEntry("x-org-id", "00Dsim000000001")
                .containsEntry("accept", "text/event-stream")
                .containsEntry("last-event-id", "0");
    }

    @Test
    void routesTheConversationByItsCaseAndContact() {
        rig.settings.put(
                "routing-attributes",
                "CaseId={caseId},ContactId={contactId},Flow={sourceFlow},From={provider},"
                        + "Owner={ownerId},Button={buttonId},Fixed=yes");
        open();

        String caseId = rig.salesforce.records("Case").getFirst().get("Id");
        String contactId = rig.salesforce.records("Contact").getFirst().get("Id");
        String attributes =
                "\"routingAttributes\":{\"CaseId\":\"%s\",\"ContactId\":\"%s\",\"Flow\":\"SFB001\","
                                .formatted(caseId, contactId)
                        + "\"From\":\"whatsapp\",\"Owner\":\"00Gsim\",\"Button\":\"573sim\","
                        + "\"Fixed\":\"yes\"}";
        assertThat(rig.calls("POST", "/api/v2/conversation").getFirst().body())
                .contains(attributes, "\"esDeveloperName\":\"Web_Chat\"");
        assertThat(rig.calls("POST", "/message").getFirst().body())
                .contains(attributes, "\"isNewMessagingSession\":true", "\"language\":\"es_MX\"");
    }

    @Test
    void tellsWhatItReached() {
        Hub hub = rig.hub();
        hub.desk.open(Rig.request());

        var view = hub.desk.view(Rig.CHAT).orElseThrow();
        assertThat(view.facts())
                .containsEntry("caseId", rig.salesforce.records("Case").getFirst().get("Id"))
                .containsKeys("contactId", "conversationId");
        assertThat(view.fence()).isEqualTo(1);
        assertThat(view.facts().toString()).doesNotContain("eyJ");
    }

    @Test
    void opensTheSameChatOnce() {
        Hub hub = rig.hub();
        hub.desk.open(Rig.request());

        assertThat(hub.desk.open(Rig.request())).isEqualTo(new Opening.Opened(true));

        assertThat(rig.salesforce.records("Case")).hasSize(1);
    }

    @Test
    void leavesTheGreetingToItsCallerIfItIsToldSo() {
        rig.settings.put("opening-message", "false");

        assertThat(open()).isEqualTo(new Opening.Opened(false));

        assertThat(rig.transcript()).isEmpty();
    }

    @Test
    void usesTheDeploymentOfTheRoute() {
        Request usual = Rig.request();
        Map<String, String> route = new HashMap<>(usual.route());
        route.put("es-developer-name", "Other_Chat");

        rig.hub()
                .desk
                .open(
                        new Request(
                                usual.chat(),
                                usual.conversation(),
                                usual.tenant(),
                                usual.customer(),
                                usual.details(),
                                route));

        assertThat(rig.calls("POST", "/access-token").getFirst().body()).contains("Other_Chat");
    }

    @Test
    void beginsNothingInAConversationOfAnotherHub() {
        Opening opening = rig.standby().desk.open(Rig.request());

        assertThat(opening).isInstanceOf(Opening.HeldBack.class);
        assertThat(rig.sessions.find(Rig.CHAT)).isEmpty();
        assertThat(rig.salesforce.calls()).isEmpty();
    }

    @Test
    void hasNoWayWithoutADeployment() {
        rig.settings.remove("es-developer-name");

        assertThat(open()).isEqualTo(new Opening.NotRoutable());

        assertThat(rig.salesforce.calls()).isEmpty();
    }

    @Nested
    class AContact {

        @Test
        void isLookedForByEMailThenByPhoneThenByConfiguredFields() {
            rig.settings.put("contact-search-fields", "CP_Order__c=order,Other__c=absent");

            open();

            assertThat(queries()).hasSize(3);
            assertThat(queries().get(0))
                    .isEqualTo(
                            "q=SELECT%20Id%2CName%20FROM%20Contact%20WHERE%20Email%3D%27ochoa%40example.com"
                                    + "%27%20ORDER%20BY%20LastModifiedDate%20DESC%20LIMIT%201");
            assertThat(queries().get(1)).contains("MobilePhone%3D%277331175599%27");
            assertThat(queries().get(2)).contains("CP_Order__c%3D%271225222565%27");
        }

        @Test
        void isFoundByPhone() {
            String known = know("MobilePhone", "7331175599");

            open();

            assertThat(rig.salesforce.records("Contact")).hasSize(1);
            assertThat(rig.salesforce.records("Case").getFirst()).containsEntry("ContactId", known);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "o'x+1@e.com",
                    "a\\'b@e.com",
                    "x' OR Name LIKE '%",
                    "ñandú&limit=0#@e.com",
                    "x\\"
                })
        void isLookedForByWhateverTheUserTyped(String email) {
            String known = know("Email", email);
            know("Email", "somebody@else.com");

            rig.hub().desk.open(Rig.request(Rig.CHAT, Rig.customer(email)));

            assertThat(rig.salesforce.records("Case").getFirst()).containsEntry("ContactId", known);
        }

        @Test
        void isMadeIfThereIsNone() {
            rig.settings.put("contact-fields", "CP_Order__c=order,Never__c=absent");

            open();

            assertThat(rig.salesforce.records("Contact").getFirst())
                    .containsEntry("FirstName", "Cliente bot")
                    .containsEntry("LastName", "Eduardo Ochoa")
                    .containsEntry("Email", "ochoa@example.com")
                    .containsEntry("MobilePhone", "7331175599")
                    .containsEntry("CP_Order__c", "1225222565")
                    .doesNotContainKey("Never__c");
        }

        @Test
        void isAPersonAccountIfThatIsConfigured() {
            rig.settings.put("account-record-type-id", "012sim");
            rig.settings.put("default-birth-date", "1990-01-01");
            rig.settings.put("account-fields", "CP_Order__c=order");

            open();

            Map<String, String> account = rig.salesforce.records("Account").getFirst();
            assertThat(account)
                    .containsEntry("PersonEmail", "ochoa@example.com")
                    .containsEntry("PersonMobilePhone", "7331175599")
                    .containsEntry("PersonBirthDate", "1990-01-01")
                    .containsEntry("RecordTypeId", "012sim")
                    .containsEntry("CP_Order__c", "1225222565");
            assertThat(rig.salesforce.records("Case").getFirst())
                    .containsEntry("ContactId", account.get("PersonContactId"));
        }

        @Test
        void isAPersonAccountIfTheBotSaysSo() {
            Customer usual = Rig.customer("ochoa@example.com");
            Customer person =
                    new Customer(
                            usual.name(),
                            usual.firstName(),
                            usual.email(),
                            null,
                            "facebook",
                            Map.of("AccountRecordTypeId", "012bot"));

            rig.hub().desk.open(Rig.request(Rig.CHAT, person));

            assertThat(rig.salesforce.records("Account").getFirst())
                    .containsEntry("RecordTypeId", "012bot")
                    .doesNotContainKey("PersonMobilePhone");
        }

        @Test
        void isKeptOutIfItIsBlocked() {
            rig.settings.put("blocked-field", "CP_BlockedChatYalo__c");
            rig.salesforce.make(
                    "Contact",
                    Map.of(
                            "LastName",
                            "Ochoa",
                            "Email",
                            "ochoa@example.com",
                            "CP_BlockedChatYalo__c",
                            "true"));

            assertThat(open()).isEqualTo(new Opening.Blocked());

            rig.untilOver();
            assertThat(rig.salesforce.records("Case")).isEmpty();
            assertThat(rig.calls("POST", "/access-token")).isEmpty();
        }

        @Test
        void isTheSameOneIfItsAnswerIsLost() {
            rig.salesforce.follow(step("POST", CONTACTS, "{\"acceptThenDrop\":true}"));

            assertThat(open()).isInstanceOf(Opening.Opened.class);

            assertThat(rig.salesforce.records("Contact")).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({
            "400,FIELD_CUSTOM_VALIDATION_EXCEPTION,CUSTOMER",
            "400,INVALID_EMAIL_ADDRESS,CUSTOMER",
            "400,INVALID_FIELD,SETUP",
            "403,INSUFFICIENT_ACCESS,SETUP",
            "404,NOT_FOUND,SETUP"
        })
        void tellsWhoseFaultItIsThatThereIsNone(int status, String code, Fault fault) {
            rig.salesforce.follow(
                    step(
                            "POST",
                            CONTACTS,
                            "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code)));

            assertThat(open()).isEqualTo(new Opening.Rejected(fault, code));
        }
    }

    @Nested
    class ATokenForRecords {

        @Test
        void isUsedUntilItIsRefusedAndThenAnotherOneIs() {
            Hub hub = rig.hub();
            hub.desk.open(Rig.request());
            rig.salesforce.faults().expireOrgTokens();

            Opening second =
                    hub.desk.open(
                            Rig.request(new DeskRef("chat-2"), Rig.customer("b@example.com")));

            assertThat(second).isInstanceOf(Opening.Opened.class);
            assertThat(rig.calls("POST", "/oauth2/token")).hasSize(2);
            assertThat(rig.salesforce.records("Case")).hasSize(2);
        }

        @Test
        void isNoReasonToMakeASecondContact() {
            rig.salesforce.follow(step("GET", "/query", "{\"status\":401}"));
            know("Email", "ochoa@example.com");

            assertThat(open()).isInstanceOf(Opening.Opened.class);

            assertThat(rig.calls("POST", "/oauth2/token")).hasSize(2);
            assertThat(rig.salesforce.records("Contact")).hasSize(1);
        }

        @Test
        void isNotTheCauseIfTheNextOneIsRefusedToo() {
            rig.salesforce.follow(step("GET", "/query", 2, "{\"status\":401}"));

            assertThat(open()).isEqualTo(new Opening.Rejected(Fault.SETUP, "INVALID_SESSION_ID"));

            assertThat(rig.salesforce.records("Contact")).isEmpty();
            assertThat(rig.calls("POST", "/oauth2/token")).hasSize(2);
        }

        @Test
        void isNotGivenToWhoeverIsNotKnown() {
            rig.settings.put("client-secret", "wrong");

            assertThat(open()).isEqualTo(new Opening.Rejected(Fault.SETUP, "INVALID_CLIENT"));
        }

        @Test
        void isAskedForOnceByManyAtOnce() {
            Hub hub = rig.hub();

            var openings =
                    InParallel.results(
                            6,
                            i ->
                                    hub.desk.open(
                                            Rig.request(
                                                    new DeskRef("chat-" + i),
                                                    Rig.customer(i + "@example.com"))));

            assertThat(openings).allMatch(Opening.Opened.class::isInstance);
            assertThat(rig.calls("POST", "/oauth2/token")).hasSize(1);
        }

        @Test
        void isInNoCallThatAnybodySees() {
            open();

            assertThat(rig.salesforce.calls().toString()).doesNotContain("our+secret", "our%20");
        }
    }

    @Nested
    class AFailure {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/oauth2/token",
                    "/query",
                    "/sobjects/Contact",
                    "/unauthenticated/access-token",
                    "/eventrouter/v1/sse",
                    "/sobjects/Case",
                    "/api/v2/conversation",
                    "/message"
                })
        void isForgottenIfTheSecondTrySucceeds(String path) {
            rig.salesforce.follow(
                    "[{\"match\":{\"path\":\"%s\"},\"action\":{\"status\":503}}]".formatted(path));

            assertThat(open()).isInstanceOf(Opening.Opened.class);

            assertThat(rig.salesforce.records("Case")).hasSize(1);
            assertThat(rig.salesforce.records("Contact")).hasSize(1);
            rig.until(() -> rig.transcript().size() == 1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/oauth2/token",
                    "/query",
                    "/sobjects/Contact",
                    "/unauthenticated/access-token",
                    "/sobjects/Case",
                    "/api/v2/conversation",
                    "/message"
                })
        void isToldAfterTheSecondAndLeavesNothing(String path) {
            rig.salesforce.follow(
                    ("[{\"match\":{\"method\":\"POST\",\"path\":\"%s\"},\"times\":2,"
                                    + "\"action\":{\"status\":503}},"
                                    + "{\"match\":{\"method\":\"GET\",\"path\":\"%s\"},\"times\":2,"
                                    + "\"action\":{\"status\":503}}]")
                            .formatted(path, path));

            assertThat(open()).isEqualTo(new Opening.Unavailable(Duration.ofSeconds(5)));

            nothingStays();
        }

        private void nothingStays() {
            rig.salesforce.follow("[]");
            rig.until(() -> rig.salesforce.records("Case").isEmpty());
            rig.until(() -> rig.salesforce.transcripts().isEmpty());
        }

        @ParameterizedTest
        @CsvSource({
            "429,'',20,20",
            "403,REQUEST_LIMIT_EXCEEDED,20,20",
            "429,'',900,900",
            "429,'',100000,900"
        })
        void waitsAsLongAsItIsAskedTo(int status, String code, int asked, int seconds) {
            rig.settings.put("connect-timeout", "10s");
            rig.salesforce.follow(
                    step(
                            "POST",
                            CASES,
                            "{\"status\":%d,\"code\":\"%s\",\"retryAfter\":\"%d\"}"
                                    .formatted(status, code, asked)));

            assertThat(open()).isEqualTo(new Opening.Unavailable(Duration.ofSeconds(seconds)));

            rig.untilOver();
        }

        @Test
        void waitsAMomentEvenIfItIsAskedForLess() {
            rig.settings.put("connect-timeout", "2s");
            rig.salesforce.follow(step("POST", CASES, "{\"status\":429,\"code\":\"\"}"));

            assertThat(open()).isEqualTo(new Opening.Unavailable(Duration.ofSeconds(5)));

            rig.untilOver();
        }

        /// The real time, and 20 s more from an event on.
        private static final class LateClock extends Clock {

            private final Clock real = Clock.systemUTC();
            private final BooleanSupplier late;

            LateClock(BooleanSupplier late) {
                this.late = late;
            }

            @Override
            public Instant instant() {
                return real.instant().plusSeconds(late.getAsBoolean() ? 20 : 0);
            }

            @Override
            public ZoneId getZone() {
                return real.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }

        /// The call itself may take 15 seconds.
        @Test
        void cutsOffACallThatWouldEndTooLate() {
            rig.settings.put("connect-timeout", "1s");
            rig.salesforce.follow(step("GET", "/query/", 2, "{\"delayMs\":20000}"));
            Instant begin = Instant.now();

            assertThat(open()).isEqualTo(new Opening.Unavailable(Duration.ofSeconds(5)));

            assertThat(begin).isAfter(Instant.now().minusSeconds(12));
            assertThat(rig.calls("POST", "/access-token")).isEmpty();
        }

        @Test
        void beginsNoStepAfterItsTime() {
            Clock late = new LateClock(() -> !rig.calls("POST", CASES).isEmpty());

            assertThat(rig.hub(late).desk.open(Rig.request()))
                    .isEqualTo(new Opening.Unavailable(Duration.ofSeconds(5)));

            assertThat(rig.calls("POST", "/api/v2/conversation")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "/sobjects/Case,400,INVALID_FIELD",
            "/sobjects/Case,403,INSUFFICIENT_ACCESS",
            "/unauthenticated/access-token,400,BAD_REQUEST",
            "/api/v2/conversation,403,FORBIDDEN",
            "/message,400,BAD_REQUEST"
        })
        void ofOurSetupIsToldWithItsCodeAndLeavesNothing(String path, int status, String code) {
            rig.salesforce.follow(
                    step("POST", path, "{\"status\":%d,\"code\":\"%s\"}".formatted(status, code)));

            assertThat(open()).isEqualTo(new Opening.Rejected(Fault.SETUP, code));

            nothingStays();
        }

        @Test
        void thatSpeaksNoJsonHasNoCode() {
            rig.salesforce.follow(step("POST", CASES, "{\"status\":418,\"code\":\"<html>\"}"));

            assertThat(open()).isEqualTo(new Opening.Rejected(Fault.SETUP, "UNKNOWN"));
        }

        @Test
        void isUndoneLaterIfSalesforceIsAway() {
            rig.salesforce.follow(
                    "[{\"match\":{\"method\":\"POST\",\"path\":\"/api/v2/conversation\"},\"times\":2,"
                            + "\"action\":{\"status\":503}},"
                            + "{\"match\":{\"method\":\"DELETE\"},\"action\":{\"status\":503}}]");

            assertThat(open()).isInstanceOf(Opening.Unavailable.class);

            rig.untilOver();
            assertThat(rig.salesforce.records("Case")).isEmpty();
            assertThat(rig.calls("DELETE", CASES)).hasSizeGreaterThanOrEqualTo(1);
        }

        @Test
        void closesTheCaseIfThatIsConfigured() {
            rig.settings.put("compensation", "close");
            rig.settings.put("case-closed-status", "Cerrado");
            rig.salesforce.follow(step("POST", "/api/v2/conversation", 2, "{\"status\":503}"));

            assertThat(open()).isInstanceOf(Opening.Unavailable.class);

            rig.untilOver();
            assertThat(rig.salesforce.records("Case").getFirst())
                    .containsEntry("Status", "Cerrado");
        }

        @Test
        void ofTheStoreIsUndoneWhenItAnswers() {
            Hub hub = rig.hub();
            hub.desk.open(Rig.request(new DeskRef("warm"), Rig.customer("w@example.com")));
            rig.salesforce.follow(step("POST", CASES, "{\"delayMs\":300}"));
            Thread.ofVirtual()
                    .start(() -> {
                        rig.until(() -> rig.calls("POST", CASES).size() == 2);
                        rig.outage.begin();
                    });

            assertThatThrownBy(() -> hub.desk.open(Rig.request()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(rig.salesforce.records("Case")).hasSize(2);
            rig.outage.end();

            rig.untilOver();
            assertThat(rig.salesforce.records("Case")).hasSize(1);
        }
    }

    @Nested
    class ACase {

        @Test
        void isTheSameOneIfItsAnswerIsLost() {
            rig.salesforce.follow(step("POST", CASES, "{\"acceptThenDrop\":true}"));

            assertThat(open()).isInstanceOf(Opening.Opened.class);

            assertThat(rig.salesforce.records("Case")).hasSize(1);
            assertThat(rig.fact("caseId"))
                    .isEqualTo(rig.salesforce.records("Case").getFirst().get("Id"));
        }

        @Test
        void hasWhatIsConfigured() {
            rig.settings.put("record-type-id", "012case");
            rig.settings.put("case-status", "New");
            rig.settings.put("case-fields", "CP_Order__c=order");

            open();

            assertThat(rig.salesforce.records("Case").getFirst())
                    .containsEntry("RecordTypeId", "012case")
                    .containsEntry("Status", "New")
                    .containsEntry("CP_Order__c", "1225222565");
        }

        @Test
        void takesItsPicklistsFromTheSettings() {
            rig.settings.put("case-origin", "Chat {provider}");
            rig.settings.put("case-priority", "Alta");

            open();

            assertThat(rig.salesforce.records("Case").getFirst())
                    .containsEntry("Origin", "Chat whatsapp")
                    .containsEntry("Priority", "Alta");
        }

        @Test
        void leavesPicklistsToTheOrganisationThatAreEmpty() {
            rig.settings.put("case-origin", "");
            rig.settings.put("case-priority", "");
            rig.settings.put("case-status", "");

            open();

            assertThat(rig.salesforce.records("Case").getFirst())
                    .doesNotContainKeys("Origin", "Priority", "Status");
        }
    }

    @Nested
    class AConversation {

        @Test
        void isTheSameOneIfItsAnswerIsLost() {
            rig.salesforce.follow(
                    step("POST", "/api/v2/conversation", "{\"acceptThenDrop\":true}"));

            assertThat(open()).isInstanceOf(Opening.Opened.class);

            assertThat(rig.salesforce.transcripts()).hasSize(1);
        }

        @Test
        void isGreetedOnceIfTheAnswerIsLost() {
            rig.salesforce.follow(step("POST", "/message", "{\"acceptThenDrop\":true}"));

            assertThat(open()).isEqualTo(new Opening.Opened(true));

            assertThat(rig.transcript()).hasSize(1);
            assertThat(rig.calls("POST", "/message")).hasSize(1);
        }
    }

    /// The leftovers of a process that is killed between two steps.
    @Nested
    class AKilledHub {

        private final Instant now = Instant.now();

        private DeskSession left() {
            return Rig.begun(Rig.CHAT, now.minusSeconds(61));
        }

        private void restart(DeskSession left) {
            rig.sessions.insert(left);
            rig.hub().holding.start();
            rig.untilOver();
        }

        private String caseOf(String contact) {
            return rig.salesforce.make("Case", Map.of("ContactId", contact, "Subject", "Pedidos"));
        }

        /// Each step, with and without its note.
        @ParameterizedTest
        @CsvSource({
            "1, false",
            "1, true",
            "2, false",
            "2, true",
            "3, false",
            "3, true",
            "4, false",
            "4, true",
            "5, false",
            "5, true",
            "6, false",
            "6, true",
            "7, false"
        })
        void leavesNothingWhateverItWasDoing(int note, boolean noted) {
            Hub killed = rig.mortalHub(note, noted);
            assertThatThrownBy(() -> killed.desk.open(Rig.request()))
                    .isInstanceOf(Rig.Killed.class);
            killed.leave();

            rig.hubLater(Duration.ofSeconds(61)).holding.start();
            rig.untilOver();

            assertThat(rig.salesforce.records("Case")).isEmpty();
            assertThat(rig.salesforce.transcripts()).isEmpty();
            assertThat(rig.salesforce.records("Contact")).hasSizeLessThan(2);
        }

        @Test
        void leavesChatsThatAreTakenUpSideBySide() {
            List<DeskRef> chats = List.of(Rig.CHAT, new DeskRef("second"), new DeskRef("third"));
            chats.forEach(chat -> rig.sessions.insert(Rig.begun(chat, now.minusSeconds(61))));
            rig.takers = new CountDownLatch(chats.size());

            rig.hub().holding.start();

            rig.until(() ->
                    chats.stream()
                            .map(chat -> rig.sessions.find(chat).orElseThrow().state())
                            .allMatch(State.OVER::equals));
        }

        @Test
        void leavesNothingBeforeItDidAnything() {
            restart(left());

            assertThat(rig.salesforce.calls()).isEmpty();
        }

        @Test
        void leavesNoCaseWhoseAnswerItHadStored() {
            String contact = know("Email", "ochoa@example.com");
            String caseId = caseOf(contact);

            restart(
                    left().with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.minusSeconds(61).toString())
                            .with("caseId", caseId));

            assertThat(rig.salesforce.records("Case")).isEmpty();
            assertThat(rig.salesforce.records("Contact")).hasSize(1);
        }

        @Test
        void leavesNoCaseWhoseAnswerItNeverSaw() {
            String contact = know("Email", "ochoa@example.com");
            caseOf(contact);
            String others = caseOf("003another");

            restart(
                    left().with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.minusSeconds(2).toString()));

            assertThat(rig.salesforce.records("Case"))
                    .extracting(it -> it.get("Id"))
                    .containsExactly(others);
        }

        /// The user came back and the hub was killed again.
        @Test
        void leavesNoCaseOfTwoChatsOfOneContact() {
            String contact = know("Email", "ochoa@example.com");
            caseOf(contact);
            caseOf(contact);
            DeskRef other = unanswered(contact);
            rig.namers = new CountDownLatch(2);

            restart(
                    left().with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.minusSeconds(61).toString()));
            untilOver(other);

            assertThat(rig.salesforce.records("Case")).isEmpty();
        }

        @Test
        void closesTheCaseOfTheNextChatToo() {
            rig.settings.put("compensation", "close");
            String contact = know("Email", "ochoa@example.com");
            caseOf(contact);
            DeskRef first = unanswered(contact);
            Hub hub = rig.hub();
            hub.holding.start();
            untilOver(first);
            hub.leave();
            caseOf(contact);
            rig.sessions.insert(
                    left().with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.minusSeconds(61).toString()));

            rig.hub().holding.start();
            rig.untilOver();

            assertThat(rig.salesforce.records("Case"))
                    .extracting(it -> it.get("Status"))
                    .containsExactly("Closed", "Closed");
        }

        /// A session of another chat whose Case was requested a minute ago, without an answer.
        private DeskRef unanswered(String contact) {
            DeskRef chat = new DeskRef("unanswered");
            rig.sessions.insert(
                    Rig.begun(chat, now.minusSeconds(61))
                            .with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.minusSeconds(61).toString()));
            return chat;
        }

        private void untilOver(DeskRef chat) {
            rig.until(() -> rig.sessions.find(chat).orElseThrow().state() == State.OVER);
        }

        private List<String> cases() {
            return rig.salesforce.records("Case").stream().map(it -> it.get("Id")).toList();
        }

        /// Its user came back: both Cases have the same contact and subject.
        @Test
        void leavesTheCaseOfTheNextChatAlone() {
            Hub next = rig.opened();
            DeskRef dead = unanswered(rig.fact("contactId"));

            next.holding.follow();
            untilOver(dead);

            assertThat(cases()).containsExactly(rig.fact("caseId"));
        }

        @Test
        void waitsUntilTheNextChatNamesItsCase() {
            String contact = know("Email", "ochoa@example.com");
            String caseOfTheNext = caseOf(contact);
            Hub hub = rig.hub();
            ChatSession next =
                    Objects.requireNonNull(
                            hub.holding.begin(
                                    DeskSession.begin(
                                            Rig.CHAT,
                                            Rig.USER,
                                            SalesforceDesk.NAME,
                                            Rig.TENANT,
                                            hub.holding.hold(Rig.USER),
                                            now)));
            next.keep(stored ->
                    stored.with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.toString()));
            DeskRef dead = unanswered(contact);

            hub.holding.follow();
            rig.until(() -> !rig.calls("GET", "/query").isEmpty());
            next.keep(stored -> stored.with("caseId", caseOfTheNext));
            untilOver(dead);

            assertThat(cases()).containsExactly(caseOfTheNext);
        }

        @Test
        void leavesACaseAloneThatIsOlder() {
            String contact = know("Email", "ochoa@example.com");
            caseOf(contact);

            restart(
                    left().with("contactId", contact)
                            .with("subject", "Pedidos")
                            .with("caseAsked", now.plusSeconds(120).toString())
                            .with("caseId", "500gone"));

            assertThat(rig.salesforce.records("Case")).hasSize(1);
        }

        @Test
        void leavesNoConversation() {
            Hub first = rig.opened();
            DeskSession open = rig.sessions.find(Rig.CHAT).orElseThrow();

            first.desk.abandon(Rig.CHAT, Rig.TENANT);

            assertThat(open.state()).isEqualTo(State.OPEN);
            rig.untilOver();
            assertThat(rig.salesforce.transcripts()).isEmpty();
            assertThat(rig.salesforce.records("Case")).isEmpty();
            assertThat(rig.salesforce.records("Contact")).hasSize(1);
        }

        /// Kills a hub while it opens a chat.
        private void killOpening(int note) {
            Hub killed = rig.mortalHub(note, true);
            assertThatThrownBy(() -> killed.desk.open(Rig.request()))
                    .isInstanceOf(Rig.Killed.class);
            killed.leave();
        }

        /// The leftovers of a dead process are taken at once, and the core is told.
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6})
        void isUndoneAsSoonAsAnotherOneOwnsTheConversation(int note) {
            killOpening(note);

            Hub next = rig.hub();
            next.holding.start();

            rig.untilHeard(new DeskEvent.NeverOpened()::equals);
            assertThat(next.desk.open(Rig.request())).isEqualTo(new Opening.Undone());
        }

        @Test
        void leavesAnOpenChatToTheNextOneWhichTellsThatItIs() {
            killOpening(7);

            Hub next = rig.hub();
            next.holding.start();

            rig.untilHeard(new DeskEvent.Opened(true)::equals);
            assertThat(next.desk.open(Rig.request())).isEqualTo(new Opening.Opened(true));
        }

        @Test
        void isToldToACoreWhoseStoreComesBackLater() {
            rig.storeAway = true;
            rig.sessions.insert(left());

            rig.hub().holding.start();
            rig.until(() -> rig.sessions.find(Rig.CHAT).orElseThrow().state() == State.UNDOING);
            rig.storeAway = false;

            rig.untilHeard(new DeskEvent.NeverOpened()::equals);
            rig.untilOver();
        }

        @Test
        void isWaitedForWhileItOwnsTheConversation() {
            rig.sessions.insert(Rig.begun(Rig.CHAT, now));
            DeskRef old = new DeskRef("old");
            rig.sessions.insert(Rig.begun(old, Rig.OTHER_USER, now));

            Hub hub = rig.hub();
            hub.ownership.lose(Partitions.of(Rig.USER));
            hub.holding.start();

            rig.until(() -> rig.sessions.find(old).orElseThrow().state() == State.OVER);
            assertThat(rig.sessions.find(Rig.CHAT).orElseThrow().state()).isEqualTo(State.OPENING);
            assertThat(hub.desk.open(Rig.request())).isInstanceOf(Opening.HeldBack.class);
        }

        @Test
        void opensNothingThatWasAbandonedMeanwhile() {
            Hub hub = rig.hub();
            hub.desk.abandon(Rig.CHAT, Rig.TENANT);

            assertThat(hub.desk.open(Rig.request())).isEqualTo(new Opening.Undone());

            assertThat(rig.salesforce.calls()).isEmpty();
        }
    }
}

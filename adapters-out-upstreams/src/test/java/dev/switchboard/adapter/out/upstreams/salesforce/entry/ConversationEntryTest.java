package dev.switchboard.adapter.out.upstreams.salesforce.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The meaning of entries, row by row, even of incomplete ones.
class ConversationEntryTest {

    private static MessageId message(int number) {
        return new MessageId("msg_0199aaaabbbb7ccc8ddd%012x".formatted(number));
    }

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static ConversationEntry entry(String type, String role, String payload) {
        ObjectNode entry =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("identifier", "e-1")
                        .put("entryType", type)
                        .put("entryPayload", payload)
                        .put("senderDisplayName", "Ana")
                        .put("transcriptedTimestamp", 1_700_000_000_000L);
        entry.putObject("sender").put("role", role);
        return ConversationEntry.of(entry, "CONVERSATION_X", NOW);
    }

    private static List<DeskEvent> events(String type, String role, String payload) {
        return entry(type, role, payload.replace('`', '"')).events();
    }

    private static String message(String message) {
        return "{`abstractMessage`:%s}".formatted(message);
    }

    private static String content(String content) {
        return message(
                "{`messageType`:`StaticContentMessage`,`staticContent`:%s}".formatted(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Agent", "Chatbot", "System", "Supervisor", ""})
    void bringsWhatAnybodyButTheUserSays(String role) {
        String text = content("{`formatType`:`Text`,`text`:`Hola`}");

        assertThat(events("Message", role, text))
                .containsExactly(new DeskEvent.Message("Ana", "Hola"));
    }

    @Test
    void knowsOurOwnMessageByItsId() {
        String text = message("{`id`:`0199aaaa-bbbb-7ccc-8ddd-000000000001`,`staticContent`:{}}");

        assertThat(events("Message", "EndUser", text))
                .containsExactly(new DeskEvent.Delivered(message(1)));
    }

    @Test
    void hasNothingToTellOfAPartOfOurMessage() {
        String part = ConversationEntry.idOf(message(1), 1);

        assertThat(events("Message", "EndUser", message("{`id`:`%s`}".formatted(part)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "half{",
                "[]",
                "17",
                "{}",
                "{`abstractMessage`:7}",
                "{`abstractMessage`:{`staticContent`:[]}}"
            })
    void saysOfAMessageThatItCannotBeRead(String payload) {
        assertThat(events("Message", "Agent", payload))
                .containsExactly(new DeskEvent.Unsupported("Ana", "message"));
    }

    @ParameterizedTest
    @CsvSource({"Hologram,Hologram", "Attachments,Attachments", "RichLink,RichLink"})
    void saysWhatItCannotRead(String format, String told) {
        assertThat(events("Message", "Agent", content("{`formatType`:`%s`}".formatted(format))))
                .containsExactly(new DeskEvent.Unsupported("Ana", told));
    }

    @Test
    void bringsEachAttachmentAndWhatIsSaidToThemOnce() {
        String files =
                content(
                        "{`formatType`:`Attachments`,`text`:`Two`,`attachments`:["
                                + "{`url`:`https://f/1`,`name`:`a.pdf`,`mimeType`:`application/pdf`},"
                                + "{`name`:`lost.pdf`},{`url`:`https://f/2`}]}");

        assertThat(events("Message", "Agent", files))
                .containsExactly(
                        new DeskEvent.File("Ana", "https://f/1", "a.pdf", "application/pdf", "Two"),
                        new DeskEvent.Unsupported("Ana", "Attachments"),
                        new DeskEvent.File("Ana", "https://f/2", null, null, ""));
    }

    @Test
    void bringsWhatIsSaidToAttachmentsThatCannotBeRead() {
        assertThat(
                        events(
                                "Message",
                                "Agent",
                                content(
                                        "{`formatType`:`Attachments`,`text`:`Look`,`attachments`:[{}]}")))
                .containsExactly(
                        new DeskEvent.Message("Ana", "Look"),
                        new DeskEvent.Unsupported("Ana", "Attachments"));
    }

    @Test
    void readsChoicesInEveryWayTheyAreWritten() {
        String choices =
                message(
                        "{`messageType`:`ChoicesMessage`,`choices`:{`text`:`Which?`,`optionItems`:["
                                + "{`titleItem`:{`title`:`One`}},{`title`:`Two`},{`text`:`Three`},{}]}}");

        assertThat(events("Message", "Chatbot", choices))
                .containsExactly(
                        new DeskEvent.Choices("Ana", "Which?", List.of("One", "Two", "Three")));
    }

    @ParameterizedTest
    @CsvSource({
        "Initial,None,",
        "Initial,NO_ERROR,",
        "Initial,,",
        "Initial,SUBMISSION_ERROR,SUBMISSION_ERROR",
        "Initial,NoAgents,NoAgents",
        "Transfer,ROUTING_ERROR,"
    })
    void tellsThatNobodyComesOnlyIfNobodyCameAtFirst(String type, String failure, String told) {
        String payload =
                "{`routingType`:`%s`,`failureType`:%s}"
                        .formatted(type, failure == null ? "null" : "`" + failure + "`");

        assertThat(events("RoutingResult", "System", payload))
                .isEqualTo(told == null ? List.of() : List.of(new DeskEvent.Failed(told)));
    }

    @ParameterizedTest
    @CsvSource({
        "Ended,Agent,AGENT",
        "Ended,EndUser,CUSTOMER",
        "Ended,System,SYSTEM",
        "Ended,,SYSTEM"
    })
    void tellsWhoEndedIt(String status, String role, By by) {
        String payload =
                "{`sessionStatus`:`%s`,`sessionEndedByRole`:%s}"
                        .formatted(status, role == null ? "7" : "`" + role + "`");

        assertThat(events("SessionStatusChanged", "System", payload))
                .containsExactly(new DeskEvent.Ended(by));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SessionStatusChanged|{`sessionStatus`:`Active`}",
                "ParticipantChanged|{`entries`:[{`operation`:`add`,`participant`:{`role`:`Chatbot`}}]}",
                "ParticipantChanged|{`entries`:7}",
                "DeliveryAcknowledgement|{`acknowledgedConversationEntryIdentifier`:`theirs`}",
                "ReadAcknowledgement|{}",
                "RoutingWorkResult|{}",
                "SomethingNew|{}",
                "''|{}"
            })
    void hasNothingToTellOfTheRest(String type, String payload) {
        assertThat(events(type, "System", payload)).isEmpty();
    }

    @Test
    void isKnownByItsEventIfItDoesNotSayWhatItIs() {
        ObjectNode bare = JsonNodeFactory.instance.objectNode().put("entryPayload", "{}");

        ConversationEntry entry =
                ConversationEntry.of(bare, "CONVERSATION_CLOSE_CONVERSATION", NOW);

        assertThat(entry.events()).containsExactly(new DeskEvent.Ended(By.SYSTEM));
        assertThat(entry.at()).isEqualTo(NOW);
        assertThat(entry.id()).hasSize(64).isEqualTo(ConversationEntry.of(bare, "X", NOW).id());
    }

    @Test
    void givesEachMessageIdsThatItCanReadBack() {
        MessageId message = message(7);

        assertThat(ConversationEntry.messageOf(ConversationEntry.idOf(message, 0)))
                .containsExactly(message);
        assertThat(ConversationEntry.messageOf(ConversationEntry.idOf(message, 1))).isEmpty();
        assertThat(ConversationEntry.idOf(message, 1))
                .isEqualTo(ConversationEntry.idOf(message, 1))
                .isNotEqualTo(ConversationEntry.idOf(message, 2))
                .isNotEqualTo(ConversationEntry.idOf(message(8), 1));
    }
}

package dev.switchboard.domain.conversation;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0000b",
                "a\n",
                "\u0014",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\ud800"
            })
    void takesNoControlCharactersAndNoHalvesOfCharacters(String id) {
        assertRefused(() -> ConversationId.ofSession(id), "session_id", Reason.INVALID);
        assertRefused(() -> ConversationId.of("bot", id), "conversation_id", Reason.INVALID);
        assertRefused(() -> ConversationId.named("bot:" + id), "conversation_id", Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "\ud83d\ude00", "\u200d", "Ä%0A"})
    void takesWhatPeopleType(String id) {
        assertThat(ConversationId.ofSession(id).externalId()).isEqualTo(id);
        assertThat(ConversationId.named("bot:" + id)).isEqualTo(ConversationId.of("bot", id));
    }

    @Test
    void namesASession() {
        ConversationId id = ConversationId.ofSession("abc123");

        assertThat(id).hasToString("session:abc123");
        assertThat(id.externalId()).isEqualTo("abc123");
    }

    @Test
    void keepsColonsOfTheOtherSystem() {
        assertThat(ConversationId.ofSession("a:b:c").externalId()).isEqualTo("a:b:c");
    }

    @Test
    void takesTwoHundredAndFiftySixCharactersOfASession() {
        assertThat(ConversationId.ofSession("s".repeat(256)).externalId()).hasSize(256);
        assertRefused(
                () -> ConversationId.ofSession("s".repeat(257)), "session_id", Reason.TOO_LONG);
    }

    @Test
    void refusesAnEmptySession() {
        assertRefused(() -> ConversationId.ofSession(""), "session_id", Reason.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc123", ":abc123", "session:"})
    void refusesANameWithoutKindOrId(String value) {
        assertRefused(() -> new ConversationId(value), "conversation_id", Reason.INVALID);
    }
}

package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import org.junit.jupiter.api.Test;

/// A journal returns content unchanged, character by character.
public interface ContentContract extends StoreContract {
    @Test
    default void keepsEmojiOfSeveralCodePoints() {
        keeps("\"\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66\ufe0f\"");
    }

    @Test
    default void keepsTextThatRunsFromRightToLeft() {
        keeps("\"\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\u202c\"");
    }

    @Test
    default void keepsComposedAndDecomposedLettersApart() {
        keeps("\"caf\u00e9\"");
        keeps("\"cafe\u0301\"");
    }

    @Test
    default void keepsEscapesAndNumbersAsTheyWereWritten() {
        keeps("{\"b\":1.0,\"a\":1e2,\"\":\"\\u00e9\\u0000\\/\",\"b2\":12345678901234567890.10}");
    }

    @Test
    default void keepsEveryJsonValue() {
        keeps("null");
        keeps("false");
        keeps("0");
        keeps("\"\"");
        keeps("[]");
        keeps("{}");
    }

    @Test
    default void keepsKeysThatADatabaseMightMistakeForItsOwn() {
        keeps(
                "{\"$where\":\"1\",\"a.b\":{\"$oid\":\"x\"},\"_id\":7,\"'; DROP TABLE message; --\":1}");
    }

    @Test
    default void keepsSixtyFourKibibytes() {
        keeps("\"" + "\u00fc".repeat(32 * 1024 - 1) + "\"");
    }

    private void keeps(String json) {
        Message stored = stored(message().saying(json));

        assertThat(store().history().find(stored.id()).orElseThrow().message().content())
                .isEqualTo(new Content(json));
        assertThat(stored.content()).isEqualTo(new Content(json));
    }
}

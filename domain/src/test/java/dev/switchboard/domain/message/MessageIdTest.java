package dev.switchboard.domain.message;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    @Test
    void growsWithTheMomentAtWhichItWasGiven() {
        Instant moment = Instant.ofEpochMilli(0x19b_1234_5678L);

        assertThat(MessageId.firstAt(moment).value())
                .isEqualTo("msg_019b12345678" + "0".repeat(20));
        assertThat(MessageId.firstAt(Instant.MIN)).isEqualTo(MessageId.firstAt(Instant.EPOCH));
        assertThat(MessageId.firstAt(Instant.MAX).value()).startsWith("msg_ffffffffffff");
    }

    @Test
    void printsAsItIs() {
        String id = "msg_0123456789abcdef0123456789abcdef";

        assertThat(new MessageId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "msg_",
                "0123456789abcdef0123456789abcdef",
                "msg_0123456789ABCDEF0123456789ABCDEF",
                "msg_0123456789abcdef0123456789abcde",
                "msg_0123456789abcdef0123456789abcdef0",
                "msg_0123456789abcdef0123456789abcdeg",
                "msg_0123456789abcdef0123456789abcdef\n"
            })
    void refusesAnyOtherForm(String id) {
        assertRefused(() -> new MessageId(id), "message_id", Reason.INVALID);
    }
}

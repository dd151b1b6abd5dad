package dev.switchboard.adapter.in.web.netomi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.json.StrictJson;
import dev.switchboard.domain.InvalidValueException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDataTest {

    private static MessageData of(String user) {
        String text = "{\"conversationId\":\"c\",\"userDetails\":{%s}}".formatted(user);
        return MessageData.of(StrictJson.parseObject(text.getBytes(UTF_8)), "m");
    }

    /// A token names its user as text, so an id of another type may not pass beside it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"42\" | 42",
                "42 | 42",
                "42.0 | 42",
                "4.2e1 | 42",
                "true | true",
                "[\"42\"] | [\"42\"]",
                "{\"id\":42} | {\"id\":42}",
            })
    void namesItsUserInEachType(String id, String user) {
        assertThat(of("\"userId\":" + id).userId()).isEqualTo(user);
    }

    /// Nobody could prove to be the user without a name.
    @ParameterizedTest
    @ValueSource(strings = {"", "\"userId\":null", "\"userId\":\"\""})
    void namesNoUserWithoutAnId(String user) {
        assertThat(of(user).userId()).isNull();
    }

    /// Each becomes an object of its own, some sixty bytes longer.
    @Test
    void hasNoThousandsOfAttributes() {
        assertThat(withAttributes(500).textAt(Instant.EPOCH)).contains("\"a499\"");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> withAttributes(501));
    }

    private static MessageData withAttributes(int number) {
        String attributes =
                IntStream.range(0, number)
                        .mapToObj("\"a%d\":1"::formatted)
                        .collect(Collectors.joining(",", "{", "}"));
        String data = "{\"additionalAttributes\":{\"CUSTOM_ATTRIBUTES\":" + attributes + "}}";
        return MessageData.of(StrictJson.parseObject(data.getBytes(UTF_8)), "m");
    }

    @Test
    void namesNoUserWithoutDetails() {
        assertThat(MessageData.of(StrictJson.parseObject("{}".getBytes(UTF_8)), "m").userId())
                .isNull();
    }
}

package dev.switchboard.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "-1.50",
                "1E+3",
                "\"\"",
                "\"a \\\"b\\\" \\\\ \\n\\r\\t \\u0001 \uD83D\uDE00 /\"",
                "[]",
                "{}",
                "[1,[2,[]],{\"a\":{\"b\":null}}]",
                "{\"b\":1,\"a\":\"x,]}\"}"
            })
    void readsWhatIsWritten(String text) {
        assertThat(JsonValues.write(JsonReader.read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "[1,]",
                "[1",
                "{\"a\"}",
                "{\"a\":1,}",
                "\"open",
                "\"\\x\"",
                "\"\\u00",
                "\"\\u+041\"",
                "\"\\u-001\"",
                "1 2",
                "--1",
                "{a:1}"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" [ 1 , { \"a\" : \"\\/\\b\\f\" } ]\n"})
    void allowsSpaceAndEveryEscape(String text) {
        assertThat(JsonValues.write(JsonReader.read(text)))
                .isEqualTo("[1,{\"a\":\"/\\u0008\\u000c\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = "[")
    void refusesWhatIsNestedTooDeep(String open) {
        assertThatThrownBy(() -> JsonReader.read(open.repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

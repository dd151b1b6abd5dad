package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "null", "true", "1", "\"text\"", " {\"a\":[1,{\"b\":null}]}\n"})
    void recognisesOneJsonValue(String text) {
        assertThat(JsonText.isJson(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":",
                "[1,]",
                "{\"success\":tr",
                "ok",
                "NaN",
                "<html/>",
                "{} {}",
                "1 2",
                "{'a':1}",
                "\"half",
                "nullx",
                "\u0000",
            })
    void recognisesWhatIsNone(String text) {
        assertThat(JsonText.isJson(text)).isFalse();
    }

    @Test
    void doesNotFollowEndlessNesting() {
        assertThat(JsonText.isJson("[".repeat(100_000) + "]".repeat(100_000))).isFalse();
    }
}

package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "abc, 4, abc",
        "abc, 3, abc",
        "abc, 2, ab",
        "a\uD83D\uDE00b, 3, a\uD83D\uDE00",
        "a\uD83D\uDE00b, 2, a"
    })
    void cutsNoCharacterInHalf(String text, int most, String beginning) {
        assertThat(Utf8.beginning(text, most)).isEqualTo(beginning);
    }
}

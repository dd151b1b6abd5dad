package dev.switchboard.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {

    static Stream<String> names() {
        return Stream.of(
                "C-1",
                "a/b:c",
                "\u00e4\u00f1\u4e2d",
                "\ud83d\ude00", // one character that takes two units
                "\ud83d\udc69\u200d\ud83d\ude80", // two, joined to one
                "soft\u00adhyphen",
                "private\ue000use",
                "x".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesWhatPeopleType(String text) {
        assertThat(ExternalId.of(text)).contains(new ExternalId(text));
    }

    static Stream<String> others() {
        return Stream.of(
                "",
                " ",
                "a b",
                "tab\t",
                "line\n",
                "nul\u0000",
                "delete\u007f",
                "nextline\u0085",
                "no-break\u00a0space",
                "ideographic\u3000space",
                "line\u2028separator",
                "paragraph\u2029separator",
                "half\ud83d",
                "x".repeat(201),
                "\ud83d\ude00".repeat(101));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesWhatNobodyCouldRead(String text) {
        assertThat(ExternalId.of(text)).isEmpty();
        assertThatThrownBy(() -> new ExternalId(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "7.0, 7",
        "7e0, 7",
        "7e3, 7000",
        "-0.50, -0.5",
        "1700000000000, 1700000000000"
    })
    void writesANumberAsPeopleDo(BigDecimal number, String text) {
        assertThat(ExternalId.of(number)).contains(new ExternalId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e200", "1e999999999", "1e-200", "1e-999999999"})
    void refusesANumberThatWouldFillPages(BigDecimal number) {
        assertThat(ExternalId.of(number)).isEmpty();
    }
}

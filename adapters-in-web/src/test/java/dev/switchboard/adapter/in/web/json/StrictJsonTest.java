package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.json.JsonValues;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{} {}",
                "{},",
                "1 2",
                "NaN",
                "[NaN]",
                "[Infinity]",
                "[-]",
                "[01]",
                "[.5]",
                "[1.]",
                "[+1]",
                "['a']",
                "{a:1}",
                "{\"a\":1,}",
                "[1,]",
                "[\"\\x41\"]",
                "[\"\t\"]",
                "// no\n{}",
                "{\"a\":1,\"a\":2}",
                "{\"x\":[{\"a\":1,\"\\u0061\":2}]}",
                "[\"\\ud83d\"]",
                "{\"\\udc00\":1}",
                "[1e2001]",
                "[1e999999999]",
                "[-1E-999999999]",
                "{\"a\":0.1e-2147483648}",
                "\uFEFF{}"
            })
    void refusesWhatIsNotOneDocument(String text) {
        byte[] body = text.getBytes(UTF_8);

        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e2000", "-1.5E-1999", "0e2000"})
    void takesNumbersOfABoundedSize(String number) {
        assertThat(JsonValues.write(StrictJson.parse(number.getBytes(UTF_8)))).isNotEmpty();
    }

    @Test
    void refusesMoreTokensThanATreeMayHave() {
        String items = "1,".repeat(100_000);

        assertMalformed(("[" + items + "1]").getBytes(UTF_8));
        assertThat(StrictJson.parse(("[" + items.substring(20) + "1]").getBytes(UTF_8)))
                .isNotNull();
    }

    static Stream<byte[]> otherEncodings() {
        return Stream.of(
                "{\"a\":1}".getBytes(UTF_16),
                "{\"a\":1}".getBytes(UTF_16BE),
                new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xF0, (byte) 0x9F, '"'},
                new byte[] {'"', (byte) 0xFF, '"'});
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void refusesWhatIsNotUtf8(byte[] body) {
        assertMalformed(body);
    }

    @Test
    void takesTheReplacementCharacterItself() {
        byte[] body = "\"\uFFFD\"".getBytes(UTF_8);

        assertThat(JsonValues.write(StrictJson.parse(body))).isEqualTo("\"\uFFFD\"");
    }

    @Test
    void takesFiftyLevelsAndNoMore() {
        byte[] fifty = ("[".repeat(50) + "]".repeat(50)).getBytes(UTF_8);
        byte[] fiftyOne = ("[".repeat(51) + "]".repeat(51)).getBytes(UTF_8);
        byte[] tenThousand = "[".repeat(10_000).getBytes(UTF_8);

        assertThat(JsonValues.depth(StrictJson.parse(fifty))).isEqualTo(50);
        assertMalformed(fiftyOne);
        assertMalformed(tenThousand);
    }

    @Test
    void keepsTheOrderOfMembersAndTheScaleOfNumbers() {
        String text = "{\"b\":1.0,\"a\":[true,false,null,\"ü\"],\"c\":{}}";

        assertThat(JsonValues.write(StrictJson.parse(text.getBytes(UTF_8)))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"{}\"", "true"})
    void tellsOtherJsonFromAnObject(String text) {
        byte[] body = text.getBytes(UTF_8);

        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> StrictJson.parseObject(body))
                .returns(Flaw.NOT_AN_OBJECT, UnreadableJsonException::flaw);
    }

    private static void assertMalformed(byte[] body) {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> StrictJson.parse(body))
                .returns(Flaw.MALFORMED, UnreadableJsonException::flaw);
    }
}

package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawMembersTest {

    private static RawMembers members(String body) {
        return RawMembers.of(body.getBytes(UTF_8));
    }

    /// The hub wraps bodies before it journals them.
    @Test
    void readsFromTheJournalMoreThanARequestMayHave() {
        String deepest = "[".repeat(49) + "]".repeat(49);
        String wrapped =
                "{\"data\":{\"a\":%s},\"more\":[%s0]}".formatted(deepest, "0,".repeat(100_000));

        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> members(wrapped));
        assertThat(RawMembers.ofJournaled(wrapped).compact("data"))
                .isEqualTo("{\"a\":" + deepest + "}");
    }

    @Test
    void keepsEachCharacterOfAThousandRandomValues() {
        for (long seed = 0; seed < 1000; seed++) {
            JsonWriter writer = new JsonWriter(seed);
            writer.value(5);
            String body =
                    " {\"before\" : [1, {}] ,\n\"message\" :\t%s , \"after\":\"x\"} "
                            .formatted(writer.spaced());

            assertThat(members(body).compact("message"))
                    .as("seed %d: %s", seed, body)
                    .isEqualTo(writer.compact());
            RawMembers sought = RawMembers.of(body.getBytes(UTF_8), Set.of("message", "after"));
            assertThat(sought.compact("message")).as(body).isEqualTo(writer.compact());
            assertThat(sought.value("message")).as(body).isEqualTo(members(body).value("message"));
            assertThat(sought.compact("after")).isEqualTo("\"x\"");
        }
    }

    @Test
    void keepsValuesBeyondTheParsersOwnBuffers() {
        String large = "\"" + "é👩\u200d👧 \\n".repeat(8_000) + "\"";

        RawMembers members = members("{\"a\":" + large + ", \"b\":[" + large + "," + large + "]}");

        assertThat(members.compact("a")).isEqualTo(large);
        assertThat(members.compact("b")).isEqualTo("[" + large + "," + large + "]");
    }

    @Test
    void neitherComposesNorDecomposesLetters() {
        RawMembers members = members("{\"nfc\":\"\u00e9\",\"nfd\":\"e\u0301\"}");

        assertThat(members.compact("nfc")).isEqualTo("\"\u00e9\"");
        assertThat(members.compact("nfd")).isEqualTo("\"e\u0301\"");
    }

    @Test
    void keepsHalfACharacterInsideOfAValueButRefusesItAsAText() {
        RawMembers members = members("{\"a\":\"\\ud83d\"}");

        assertThat(members.compact("a")).isEqualTo("\"\\ud83d\"");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> members.string("a"))
                .returns(Reason.INVALID, InvalidValueException::reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"a\":1,\"a\":2}}",
                "{\"message\":1,\"message\":2}",
                "{\"message\":[1,]}",
                "{\"message\":\"\\q\"}",
                "{\"message\":NaN}",
                "{\"message\":1}{}",
                "{\"message\":1",
                "[1",
                ""
            })
    void checksTheWholeDocument(String body) {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> members(body))
                .returns(Flaw.MALFORMED, UnreadableJsonException::flaw);
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> RawMembers.of(body.getBytes(UTF_8), Set.of("message")))
                .returns(Flaw.MALFORMED, UnreadableJsonException::flaw);
    }

    @Test
    void refusesWhatIsDeeperThanFiftyLevels() {
        String body = "{\"message\":" + "[".repeat(50) + "]".repeat(50) + "}";

        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> members(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"a\"", "7"})
    void tellsOtherJsonFromAnObject(String body) {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> members(body))
                .returns(Flaw.NOT_AN_OBJECT, UnreadableJsonException::flaw);
    }

    @Test
    void readsTextsWithTheirEscapesUndone() {
        assertThat(members("{\"a\":\"\\u0061\\n\"}").string("a")).isEqualTo("a\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "1", "[\"a\"]", "{}"})
    void refusesWhatIsNoText(String value) {
        RawMembers members = members("{\"a\":" + value + "}");

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> members.string("a"))
                .returns(Reason.WRONG_TYPE, InvalidValueException::reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "[{\"b\":[1.0e-999999999]}]"})
    void refuseNumbersThatNobodyCanWriteOutEvenWhereNobodyAsks(String value) {
        assertThatExceptionOfType(UnreadableJsonException.class)
                .isThrownBy(() -> members("{\"a\":" + value + ",\"b\":1}"));
    }

    @Test
    void hasTheSameFingerprintForTheSameJson() {
        RawMembers one = members("{\"a\":1,\"b\":[1.0,\"\\u0061\"]}");
        RawMembers same = members("{ \"b\" : [1, \"a\"], \"a\" : 1e0 }");
        RawMembers other = members("{\"a\":1,\"b\":[\"a\",1.0]}");

        assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }
}

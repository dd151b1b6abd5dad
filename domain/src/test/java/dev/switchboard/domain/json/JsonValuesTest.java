package dev.switchboard.domain.json;

import static dev.switchboard.domain.json.JsonValue.NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @Nested
    class Comparing {
        @ParameterizedTest
        @CsvSource({"1, 1.0", "100, 1E+2", "0, -0.00", "1.50, 1.5"})
        void takesNumbersByValue(String left, String right) {
            assertThat(JsonValues.same(number(left), number(right))).isTrue();
        }

        @Test
        void tellsTypesApart() {
            List<JsonValue> values =
                    List.of(
                            NULL,
                            new JsonBoolean(false),
                            new JsonBoolean(true),
                            number("0"),
                            new JsonString("0"),
                            new JsonString(""),
                            new JsonArray(List.of()),
                            new JsonObject(Map.of()));

            for (JsonValue left : values) {
                for (JsonValue right : values) {
                    assertThat(JsonValues.same(left, right)).isEqualTo(left.equals(right));
                }
            }
        }

        @Test
        void takesMembersInAnyOrder() {
            JsonObject left = object("a", number("1"), "b", list(NULL));
            JsonObject right = object("b", list(NULL), "a", number("1.0"));

            assertThat(JsonValues.same(left, right)).isTrue();
        }

        @Test
        void tellsNullFromAbsence() {
            assertThat(JsonValues.same(object("a", NULL), object("b", NULL))).isFalse();
            assertThat(JsonValues.same(object("a", NULL), new JsonObject(Map.of()))).isFalse();
        }

        @Test
        void takesItemsInTheirOrder() {
            assertThat(JsonValues.same(list(number("1"), NULL), list(number("1.0"), NULL)))
                    .isTrue();
            assertThat(JsonValues.same(list(number("1"), NULL), list(NULL, number("1")))).isFalse();
            assertThat(JsonValues.same(list(NULL), list(NULL, NULL))).isFalse();
            assertThat(JsonValues.same(list(NULL, NULL), list(NULL))).isFalse();
        }
    }

    @Nested
    class Writing {
        @Test
        void keepsMembersInTheirOrder() {
            JsonObject value = object("b", list(number("1"), new JsonBoolean(true)), "a", NULL);

            assertThat(JsonValues.write(value)).isEqualTo("{\"b\":[1,true],\"a\":null}");
        }

        @Test
        void writesEmptyThings() {
            assertThat(JsonValues.write(list())).isEqualTo("[]");
            assertThat(JsonValues.write(new JsonObject(Map.of()))).isEqualTo("{}");
            assertThat(JsonValues.write(new JsonString(""))).isEqualTo("\"\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "1.0", "-0.10", "1E+3", "12345678901234567890.123456789"})
        void keepsNumbersAsTheyWereWritten(String number) {
            assertThat(JsonValues.write(number(number))).isEqualTo(number);
        }

        @Test
        void escapesOnlyWhatItMust() {
            assertThat(JsonValues.write(new JsonString("\" \\ / \n \r \t \b \0 \u001f \u007f")))
                    .isEqualTo("\"\\\" \\\\ / \\n \\r \\t \\u0008 \\u0000 \\u001f \u007f\"");
            assertThat(JsonValues.write(new JsonString("caf\u00e9 \ud83d\ude00 \u2028")))
                    .isEqualTo("\"caf\u00e9 \ud83d\ude00 \u2028\"");
        }

        @Test
        void escapesKeysToo() {
            assertThat(JsonValues.write(object("\"\n", NULL))).isEqualTo("{\"\\\"\\n\":null}");
        }
    }

    @Nested
    class Measuring {
        @Test
        void findsNoLevelInAScalar() {
            assertThat(JsonValues.depth(NULL)).isZero();
            assertThat(JsonValues.depth(new JsonString("[[]]"))).isZero();
        }

        @Test
        void countsLevelsOfListsAndObjects() {
            assertThat(JsonValues.depth(list())).isEqualTo(1);
            assertThat(JsonValues.depth(list(NULL, object("a", list(NULL)), list()))).isEqualTo(3);
        }
    }

    @Nested
    class Keeping {
        @Test
        void ownsItsMembers() {
            Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("a", NULL));
            JsonObject object = new JsonObject(members);

            members.clear();

            assertThat(object.members()).containsOnlyKeys("a");
        }
    }

    private static JsonNumber number(String text) {
        return new JsonNumber(new BigDecimal(text));
    }

    private static JsonArray list(JsonValue... items) {
        return new JsonArray(List.of(items));
    }

    private static JsonObject object(String key, JsonValue value) {
        return new JsonObject(Map.of(key, value));
    }

    private static JsonObject object(String a, JsonValue first, String b, JsonValue second) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(a, first);
        members.put(b, second);
        return new JsonObject(members);
    }
}

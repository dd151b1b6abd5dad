package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBodyTest {

    record Order(
            long number,
            String name,
            @Nullable Long limit,
            @Nullable Speed speed,
            @Nullable List<Line> lines,
            @Nullable JsonObject rest) {
        Order {
            if (number == 13) {
                throw new InvalidValueException("number", Reason.NOT_ALLOWED);
            }
        }
    }

    record Line(String text) {
        Line {
            if (text.isEmpty()) {
                throw new InvalidValueException("text", Reason.MISSING);
            }
        }
    }

    enum Speed {
        SLOW,
        FAST
    }

    private static Order read(String body) {
        return (Order) RecordBody.read(body.getBytes(UTF_8), Order.class);
    }

    @Test
    void tellsOfTheFirstWrongFieldsOfVeryMany() {
        String lines = "1,".repeat(10_000) + "{}";

        assertThatExceptionOfType(InvalidFieldsException.class)
                .isThrownBy(() -> read("{\"number\":1,\"name\":\"a\",\"lines\":[" + lines + "]}"))
                .satisfies(e -> assertThat(e.refused()).hasSize(FieldChecks.MOST));
    }

    @Test
    void tellsOfTheFirstUnknownFieldsOfVeryMany() {
        StringBuilder body = new StringBuilder("{\"known\":1");
        for (int i = 0; i < 9_000; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        JsonFields fields = JsonFields.of(body.append('}').toString().getBytes(UTF_8));
        FieldChecks checks =
                fields.checksOfNoneBut(Set.of("known")).check(() -> fields.string("known"));

        assertThatExceptionOfType(InvalidFieldsException.class)
                .isThrownBy(checks::require)
                .satisfies(e -> assertThat(e.refused()).hasSize(FieldChecks.MOST));
    }

    @Test
    void readsWhatIsThere() {
        Order order =
                read(
                        """
                        {"number":7,"name":"seven","limit":3,"speed":"FAST",
                         "lines":[{"text":"a"},{"text":"b","unknown":1}],"rest":{"x":[1]},
                         "unknown":{"y":2}}\
                        """);

        assertThat(order.number()).isEqualTo(7);
        assertThat(order.limit()).isEqualTo(3);
        assertThat(order.speed()).isEqualTo(Speed.FAST);
        assertThat(order.lines()).containsExactly(new Line("a"), new Line("b"));
        assertThat(order.rest()).isNotNull();
    }

    @Test
    void leavesOutWhatMayBeAbsent() {
        assertThat(read("{\"number\":7,\"name\":\"\"}"))
                .isEqualTo(new Order(7, "", null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"name":"x"}                                        | number MISSING
                    {"number":7}                                        | name MISSING
                    {"number":"7","name":"x"}                           | number WRONG_TYPE
                    {"number":7.5,"name":"x"}                           | number WRONG_TYPE
                    {"number":1e999,"name":"x"}                   | number WRONG_TYPE
                    {"number":7,"name":null}                            | name WRONG_TYPE
                    {"number":7,"name":"x","limit":null}                | limit WRONG_TYPE
                    {"number":7,"name":"x","speed":"fast"}              | speed INVALID
                    {"number":7,"name":"x","speed":1}                   | speed WRONG_TYPE
                    {"number":7,"name":"x","lines":{}}                  | lines WRONG_TYPE
                    {"number":7,"name":"x","lines":[{"text":"a"},1]}    | lines[1] WRONG_TYPE
                    {"number":7,"name":"x","lines":[{}]}                | lines[0].text MISSING
                    {"number":7,"name":"x","lines":[{"text":""}]}       | lines[0].text MISSING
                    {"number":7,"name":"x","rest":[]}                   | rest WRONG_TYPE
                    {"number":13,"name":"x"}                            | number NOT_ALLOWED
                    """)
    void namesWhatIsWrong(String body, String refusal) {
        assertThat(refused(body)).containsExactly(refusal);
    }

    @Test
    void namesEverythingThatIsWrong() {
        assertThat(refused("{\"limit\":\"3\",\"lines\":[{},{}]}"))
                .containsExactly(
                        "number MISSING",
                        "name MISSING",
                        "limit WRONG_TYPE",
                        "lines[0].text MISSING",
                        "lines[1].text MISSING");
    }

    private static List<String> refused(String body) {
        try {
            throw new AssertionError(read(body).toString());
        } catch (InvalidFieldsException e) {
            return e.refused().stream().map(each -> each.field() + " " + each.reason()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "7", "{\"number\":7,\"number\":7,\"name\":\"x\"}"})
    void refusesWhatIsNoObject(String body) {
        assertThatExceptionOfType(UnreadableJsonException.class).isThrownBy(() -> read(body));
    }
}

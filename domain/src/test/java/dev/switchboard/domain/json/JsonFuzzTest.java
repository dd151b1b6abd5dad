package dev.switchboard.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read is written and read again as the same; what is refused is not quoted.
class JsonFuzzTest {

    @Test
    void readsWhatItWrites() {
        Fuzz.of("JSON of hubs")
                .seeds(Seeds.in("json"))
                .words("\\u0000", "\\u", "\"a\":", "e+", "-", ".")
                .texts(JsonFuzzTest::isRead);
    }

    private static boolean isRead(String text) {
        JsonValue value;
        try {
            value = JsonReader.read(text);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal).hasMessageMatching("No JSON at character \\d+");
            return false;
        }
        assertThat(JsonReader.read(JsonValues.write(value))).isEqualTo(value);
        assertThat(JsonValues.same(value, value)).isTrue();
        assertThat(nodes(value)).isLessThanOrEqualTo(text.length());
        return true;
    }

    private static int nodes(JsonValue value) {
        Collection<JsonValue> inner =
                switch (value) {
                    case JsonArray(var items) -> items;
                    case JsonObject(var members) -> members.values();
                    default -> List.of();
                };
        return 1 + inner.stream().mapToInt(JsonFuzzTest::nodes).sum();
    }
}

package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A body is one document or is refused, and all that read it agree.
class StrictJsonFuzzTest {

    private static Fuzz fuzz(String name) {
        return Fuzz.of(name)
                .seeds(Seeds.in("json"))
                .seeds(
                        "{\"a\":1,\"b\":{\"c\":[1.50,\"\u2615\"]},\"message\":\"x\"}",
                        "{ \"a\" : 1 }")
                .words("\"a\":", "\"message\":", "\\ud83d\\ude00", "\\ud83d", "\u00ef\u00bb\u00bf");
    }

    @Test
    void readsWhatItsReadersWrite() {
        fuzz("bodies of JSON")
                .refusedBy(UnreadableJsonException.class)
                .bytes(body -> {
                    JsonValue value = StrictJson.parse(body);
                    String written = JsonValues.write(value);
                    assertThat(StrictJson.parse(written.getBytes(UTF_8))).isEqualTo(value);
                    assertThat(JsonReader.read(written)).isEqualTo(value);
                    assertThat(StrictJson.parseJournaled(written)).isEqualTo(value);
                    return true;
                });
    }

    @Test
    void hasTheMembersThatItsTextHas() {
        fuzz("members of JSON")
                .refusedBy(UnreadableJsonException.class)
                .bytes(StrictJsonFuzzTest::isRead);
    }

    private static boolean isRead(byte[] body) {
        RawMembers members = RawMembers.of(body, Set.of("message"));
        JsonObject whole = StrictJson.parseWholeObject(body);
        assertThat(StrictJson.parseJournaled(members.compact()))
                .isEqualTo(StrictJson.parseJournaled(new String(body, UTF_8)));
        for (String name : whole.members().keySet()) {
            if (members.has(name)) {
                assertThat(StrictJson.parseJournaled(members.compact(name)))
                        .isEqualTo(members.value(name));
            }
        }
        assertThat(members.fingerprint())
                .isEqualTo(RawMembers.of(members.compact().getBytes(UTF_8)).fingerprint());
        return true;
    }

    @Test
    void refusesTheSameForMembersAsForTheWhole() {
        fuzz("two readers of JSON")
                .bytes(body -> {
                    try {
                        RawMembers.of(body);
                    } catch (UnreadableJsonException _) {
                        assertThatThrownBy(() -> StrictJson.parseWholeObject(body))
                                .isInstanceOf(UnreadableJsonException.class);
                        return false;
                    }
                    return StrictJson.parseWholeObject(body) != null;
                });
    }
}

package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final int MAX_BYTES = 65_536;
    private static final int FRAME = "{\"k\":\"\"}".length();

    @Nested
    class Limits {
        @Test
        void takesExactlySixtyFourKibibytes() {
            assertThat(textOf(MAX_BYTES - FRAME)).isNotNull();
            assertRefused(() -> textOf(MAX_BYTES - FRAME + 1), "channel_metadata", Reason.TOO_LONG);
        }

        @Test
        void countsBytesAndNotCharacters() {
            assertThat(metadata("k", "\u00fc".repeat((MAX_BYTES - FRAME) / 2))).isNotNull();
            assertRefused(
                    () -> metadata("k", "\u00fc".repeat((MAX_BYTES - FRAME) / 2 + 1)),
                    "channel_metadata",
                    Reason.TOO_LONG);
        }

        @Test
        void takesTenLevels() {
            assertThat(nested(10).values().members()).hasSize(1);
            assertRefused(() -> nested(11), "channel_metadata", Reason.INVALID, "depth");
        }

        @Test
        void takesKeysOfAHundredCharacters() {
            assertThat(metadata("k".repeat(100), "")).isNotNull();
            assertForbidden("k".repeat(101));
        }

        private static Metadata textOf(int bytes) {
            return metadata("k", "v".repeat(bytes));
        }

        private static Metadata nested(int levels) {
            JsonValue value = new JsonString("deep");
            for (int level = 1; level < levels; level++) {
                value =
                        level % 2 == 0
                                ? new JsonArray(List.of(value))
                                : new JsonObject(Map.of("k", value));
            }
            return Metadata.of(Map.of("k", value));
        }
    }

    @Nested
    class Keys {
        @ParameterizedTest
        @ValueSource(strings = {"a.b", ".", "$where", "$", "a\0b"})
        void refusesKeysThatADatabaseReads(String key) {
            assertForbidden(key);
        }

        @Test
        void refusesThemAtAnyDepth() {
            JsonValue inner = new JsonObject(Map.of("$where", JsonValue.NULL));
            JsonValue list = new JsonArray(List.of(JsonValue.NULL, inner));

            assertRefused(
                    () -> Metadata.of(Map.of("a", new JsonObject(Map.of("b", list)))),
                    "channel_metadata",
                    Reason.NOT_ALLOWED,
                    "$where");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a$", "_id", "", "caf\u00e9", "a b"})
        void takesAnyOtherKey(String key) {
            assertThat(metadata(key, "").values().members()).containsKey(key);
        }
    }

    @Nested
    class Endpoint {
        @Test
        void isReadFromItsMember() {
            assertThat(metadata("endpoint_url", "http://host/in").endpoint())
                    .contains(EndpointUrl.parse("http://host/in"));
        }

        @Test
        void isAbsentWithoutAText() {
            assertThat(Metadata.of(Map.of()).endpoint()).isEmpty();
            assertThat(metadata("endpoint_url", " ").endpoint()).isEmpty();
            assertThat(Metadata.of(Map.of("endpoint_url", JsonValue.NULL)).endpoint()).isEmpty();
        }

        @Test
        void isMissedWhereItIsRequired() {
            assertRefused(
                    () -> Metadata.of(Map.of()).requireEndpoint(), "endpoint_url", Reason.MISSING);
        }

        @Test
        void isRefusedIfItIsNoUrl() {
            assertRefused(
                    () -> metadata("endpoint_url", "ftp://host/").endpoint(),
                    "endpoint_url",
                    Reason.INVALID);
            assertRefused(
                    () -> Metadata.of(Map.of("endpoint_url", new JsonBoolean(true))).endpoint(),
                    "endpoint_url",
                    Reason.INVALID);
        }
    }

    private static Metadata metadata(String key, String value) {
        return Metadata.of(Map.of(key, new JsonString(value)));
    }

    private static void assertForbidden(String key) {
        assertRefused(() -> metadata(key, ""), "channel_metadata", Reason.NOT_ALLOWED, key);
    }
}

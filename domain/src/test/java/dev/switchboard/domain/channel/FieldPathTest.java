package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel_id",
                "channel_name",
                "channel_description",
                "channel_metadata",
                "channel_tags",
                "channel_metadata.endpoint_url",
                "channel_metadata.a.b-c.D_1.0"
            })
    void takesTheFiveFieldsAndPathsInMetadata(String path) {
        assertThat(FieldPath.parse(path)).hasToString(path);
    }

    @Test
    void knowsItsSegments() {
        assertThat(FieldPath.parse("channel_metadata.a.b").segments())
                .containsExactly("channel_metadata", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "_id",
                "secrets",
                "CHANNEL_ID",
                "channel_id.x",
                "channel_tags.0",
                "channel_metadata.",
                "channel_metadata..a",
                "channel_metadata.a.",
                ".channel_metadata",
                "channel_metadata.$where",
                "channel_metadata.a b",
                "channel_metadata.a.b.c.d.e",
                "channel_metadata.caf\u00e9",
                "channel_metadata.a\n"
            })
    void refusesEveryOtherPathByName(String path) {
        assertRefused(() -> FieldPath.parse(path), "filter", Reason.NOT_ALLOWED, path);
    }

    @Test
    void takesSegmentsOfSixtyFourCharacters() {
        String path = "channel_metadata." + "s".repeat(64);

        assertThat(FieldPath.parse(path)).hasToString(path);
        assertRefused(() -> FieldPath.parse(path + "s"), "filter", Reason.NOT_ALLOWED, path + "s");
    }
}

package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelProfileTest {
    private static final String EMOJI = "\ud83d\ude00";

    @Test
    void takesANameOfTwoHundredCharacters() {
        assertThat(named(EMOJI.repeat(200)).name()).hasSize(400);
        assertRefused(() -> named("n".repeat(201)), "channel_name", Reason.TOO_LONG);
    }

    @Test
    void takesADescriptionOf4096Characters() {
        assertThat(described("d".repeat(4096)).description()).hasSize(4096);
        assertRefused(() -> described("d".repeat(4097)), "channel_description", Reason.TOO_LONG);
    }

    @Test
    void takesFiftyTags() {
        assertThat(tagged(Collections.nCopies(50, "t")).tags()).hasSize(50);
        assertRefused(() -> tagged(Collections.nCopies(51, "t")), "channel_tags", Reason.TOO_LONG);
    }

    @Test
    void takesTagsOfOneToAHundredCharacters() {
        assertThat(tagged(List.of("t", EMOJI.repeat(100))).tags()).hasSize(2);
        assertRefused(() -> tagged(List.of("")), "channel_tags", Reason.INVALID);
        assertRefused(() -> tagged(List.of("t".repeat(101))), "channel_tags", Reason.TOO_LONG);
    }

    @Test
    void takesEmptyTexts() {
        assertThat(new ChannelProfile("", "", Channels.metadata(Map.of()), List.of()).tags())
                .isEmpty();
    }

    @Test
    void saysTheSameWhateverTheOrderOfMembersAndTheFormOfNumbers() {
        ChannelProfile left = withMembers("a", "1", "b", "2");
        ChannelProfile right = withMembers("b", "2.0", "a", "1.0");

        assertThat(left.saysTheSameAs(right)).isTrue();
    }

    @Test
    void saysSomethingElseWithAnyOtherPart() {
        ChannelProfile seed = Channels.profile();

        assertThat(seed.saysTheSameAs(Channels.profile())).isTrue();
        assertThat(seed.saysTheSameAs(named("other"))).isFalse();
        assertThat(seed.saysTheSameAs(described("other"))).isFalse();
        assertThat(seed.saysTheSameAs(tagged(List.of("test", "slack")))).isFalse();
        assertThat(seed.saysTheSameAs(withMembers("a", "1", "b", "2"))).isFalse();
    }

    private static ChannelProfile named(String name) {
        ChannelProfile seed = Channels.profile();
        return new ChannelProfile(name, seed.description(), seed.metadata(), seed.tags());
    }

    private static ChannelProfile described(String description) {
        ChannelProfile seed = Channels.profile();
        return new ChannelProfile(seed.name(), description, seed.metadata(), seed.tags());
    }

    private static ChannelProfile tagged(List<String> tags) {
        ChannelProfile seed = Channels.profile();
        return new ChannelProfile(seed.name(), seed.description(), seed.metadata(), tags);
    }

    private static ChannelProfile withMembers(String a, String one, String b, String two) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(a, new JsonNumber(new BigDecimal(one)));
        members.put(b, new JsonNumber(new BigDecimal(two)));
        return Channels.profileWith(Channels.metadata(members));
    }
}

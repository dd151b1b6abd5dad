package dev.switchboard.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.ChannelFilter.All;
import dev.switchboard.domain.channel.ChannelFilter.And;
import dev.switchboard.domain.channel.ChannelFilter.Exists;
import dev.switchboard.domain.channel.ChannelFilter.In;
import dev.switchboard.domain.channel.ChannelFilter.Not;
import dev.switchboard.domain.channel.ChannelFilter.Or;
import dev.switchboard.domain.channel.ChannelFilter.Text;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelMatcherTest {
    private static final JsonString SLACK = new JsonString("slack");
    private static final JsonString TEST = new JsonString("test");
    private static final JsonString TEAMS = new JsonString("teams");

    @Test
    void showsTheFiveFields() {
        assertThat(JsonValues.write(ChannelFields.of(Channels.slack())))
                .isEqualTo(
                        "{\"channel_id\":\"slack-sim\","
                                + "\"channel_name\":\"Slack Simulated Channel\","
                                + "\"channel_description\":\"Sends to Slack\","
                                + "\"channel_metadata\":"
                                + "{\"endpoint_url\":\"http://localhost:5001/incoming\"},"
                                + "\"channel_tags\":[\"slack\",\"test\"]}");
    }

    @Nested
    class Joining {
        private final In slack = in("channel_tags", SLACK);
        private final In teams = in("channel_tags", TEAMS);

        @Test
        void matchesEveryChannelWithoutAFilter() {
            assertThat(matches(ChannelFilter.ALL)).isTrue();
            assertThat(matches(new Or(List.of()))).isFalse();
        }

        @Test
        void joinsFilters() {
            assertThat(matches(new And(List.of(slack, teams)))).isFalse();
            assertThat(matches(new Or(List.of(slack, teams)))).isTrue();
            assertThat(matches(new Not(teams))).isTrue();
            assertThat(matches(new Not(new Or(List.of(slack, teams))))).isFalse();
        }
    }

    @Nested
    class Lists {
        @Test
        void containScalars() {
            assertThat(matches(in("channel_tags", SLACK))).isTrue();
            assertThat(matches(in("channel_tags", TEAMS))).isFalse();
            assertThat(matches(in("channel_tags", TEAMS, TEST))).isTrue();
        }

        @Test
        void equalListsAsAWhole() {
            assertThat(matches(in("channel_tags", new JsonArray(List.of(SLACK, TEST))))).isTrue();
            assertThat(matches(in("channel_tags", new JsonArray(List.of(TEST, SLACK))))).isFalse();
            assertThat(matches(in("channel_tags", new JsonArray(List.of(SLACK))))).isFalse();
        }

        @Test
        void haveAllOfSeveralValues() {
            assertThat(matches(all(SLACK, TEST))).isTrue();
            assertThat(matches(all(SLACK, TEAMS))).isFalse();
            assertThat(matches(all())).isFalse();
        }

        private static All all(JsonValue... values) {
            return new All(FieldPath.parse("channel_tags"), List.of(values));
        }
    }

    @Nested
    class Absence {
        @Test
        void equalsNull() {
            assertThat(matches(in("channel_metadata.x", JsonValue.NULL))).isTrue();
            assertThat(matches(in("channel_name", JsonValue.NULL))).isFalse();
            assertThat(matchesX(JsonValue.NULL, in("channel_metadata.x", JsonValue.NULL))).isTrue();
        }

        @Test
        void equalsNullBehindAScalarAndInOneOfSeveralObjects() {
            In absent = in("channel_metadata.x.y", JsonValue.NULL);
            JsonValue with = object("y", SLACK);
            JsonValue without = object("z", SLACK);

            assertThat(matchesX(SLACK, absent)).isTrue();
            assertThat(matchesX(with, absent)).isFalse();
            assertThat(matchesX(without, absent)).isTrue();
            assertThat(matchesX(new JsonArray(List.of(with, without)), absent)).isTrue();
            assertThat(matchesX(new JsonArray(List.of(with)), absent)).isFalse();
            assertThat(matchesX(new JsonArray(List.of(SLACK)), absent)).isFalse();
            assertThat(matchesX(new JsonArray(List.of()), absent)).isFalse();
        }

        @Test
        void isNotExistence() {
            Exists exists = new Exists(FieldPath.parse("channel_metadata.x"), true);
            Exists missing = new Exists(FieldPath.parse("channel_metadata.x"), false);

            assertThat(matches(exists)).isFalse();
            assertThat(matches(missing)).isTrue();
            assertThat(matchesX(JsonValue.NULL, exists)).isTrue();
            assertThat(matchesX(JsonValue.NULL, missing)).isFalse();
        }
    }

    @Nested
    class Paths {
        @Test
        void leadThroughObjectsAndListsOfObjects() {
            In slackAtY = in("channel_metadata.x.y", SLACK);

            assertThat(matchesX(object("y", SLACK), slackAtY)).isTrue();
            assertThat(matchesX(new JsonArray(List.of(TEST, object("y", SLACK))), slackAtY))
                    .isTrue();
            assertThat(
                            matchesX(
                                    new JsonArray(
                                            List.of(new JsonArray(List.of(object("y", SLACK))))),
                                    slackAtY))
                    .isFalse();
        }

        @Test
        void pointAtPlacesInLists() {
            JsonArray list = new JsonArray(List.of(SLACK, TEST));

            assertThat(matchesX(list, in("channel_metadata.x.0", SLACK))).isTrue();
            assertThat(matchesX(list, in("channel_metadata.x.1", SLACK))).isFalse();
            assertThat(matchesX(list, in("channel_metadata.x.2", SLACK))).isFalse();
            assertThat(matchesX(list, in("channel_metadata.x.00", SLACK))).isFalse();
            assertThat(matchesX(list, in("channel_metadata.x.99999999999", SLACK))).isFalse();
            assertThat(matchesX(object("0", SLACK), in("channel_metadata.x.0", SLACK))).isTrue();
        }

        @Test
        void compareNumbersByValue() {
            JsonNumber one = new JsonNumber(BigDecimal.ONE);

            assertThat(matchesX(one, in("channel_metadata.x", number("1.0")))).isTrue();
            assertThat(matchesX(one, in("channel_metadata.x", new JsonString("1")))).isFalse();
        }

        private static JsonNumber number(String text) {
            return new JsonNumber(new BigDecimal(text));
        }
    }

    @Nested
    class Texts {
        @Test
        void areFoundAnywhereOrAtTheBeginning() {
            assertThat(matches(text("channel_name", "Simulated", false, false))).isTrue();
            assertThat(matches(text("channel_name", "Simulated", true, false))).isFalse();
            assertThat(matches(text("channel_name", "Slack", true, false))).isTrue();
        }

        @Test
        void areFoundInAnyCaseIfAsked() {
            assertThat(matches(text("channel_name", "slack", true, false))).isFalse();
            assertThat(matches(text("channel_name", "sLACK", true, true))).isTrue();
        }

        @Test
        void areTakenLiterally() {
            assertThat(matches(text("channel_name", "S.ack", false, false))).isFalse();
            assertThat(matches(text("channel_name", ".*", false, true))).isFalse();
        }

        @Test
        void areFoundInItemsOfLists() {
            assertThat(matches(text("channel_tags", "te", true, false))).isTrue();
            assertThat(matches(text("channel_tags", "teams", true, false))).isFalse();
        }

        @Test
        void areOnlyFoundInTexts() {
            JsonNumber number = new JsonNumber(BigDecimal.TEN);

            assertThat(matchesX(number, text("channel_metadata.x", "10", false, false))).isFalse();
            assertThat(matches(text("channel_metadata.x", "", false, false))).isFalse();
        }

        private static Text text(String path, String text, boolean anchored, boolean ignoreCase) {
            return new Text(FieldPath.parse(path), text, anchored, ignoreCase);
        }
    }

    private static boolean matches(ChannelFilter filter) {
        return new ChannelMatcher(Channels.slack()).matches(filter);
    }

    private static boolean matchesX(JsonValue x, ChannelFilter filter) {
        ChannelProfile profile = Channels.profileWith(Channels.metadata(Map.of("x", x)));
        Channel channel =
                Channel.register(
                        new ChannelId("x"), profile, Channels.secret("s1"), Channels.START);
        return new ChannelMatcher(channel).matches(filter);
    }

    private static In in(String path, JsonValue... values) {
        return new In(FieldPath.parse(path), List.of(values));
    }

    private static JsonObject object(String key, JsonValue value) {
        return new JsonObject(Map.of(key, value));
    }
}

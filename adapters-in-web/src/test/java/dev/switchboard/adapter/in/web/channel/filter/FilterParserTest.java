package dev.switchboard.adapter.in.web.channel.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.secret.Secret;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    private static final Channel SLACK =
            Channel.register(
                    new ChannelId("slack-sim"),
                    new ChannelProfile(
                            "Slack (simulated)",
                            "",
                            Metadata.of(
                                    Map.of(
                                            "endpoint_url",
                                            new JsonString("http://h/"),
                                            "region",
                                            new JsonObject(
                                                    Map.of(
                                                            "name", new JsonString("eu"),
                                                            "rank",
                                                                    new JsonNumber(
                                                                            new BigDecimal("2.0")),
                                                            "none", JsonValue.NULL)))),
                            List.of("slack", "test")),
                    new SigningSecret(
                            "secret-0",
                            new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                            Seed.NOW,
                            null),
                    Seed.NOW);

    private static ChannelFilter parse(String filter) {
        return FilterParser.parse(filter.getBytes(UTF_8));
    }

    private static boolean matches(String filter) {
        return new ChannelMatcher(SLACK).matches(parse(filter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel_id\":\"slack-sim\"}",
                "{\"channel_id\":{\"$eq\":\"slack-sim\"}}",
                "{\"channel_id\":{\"$ne\":\"x\"}}",
                "{\"channel_id\":{\"$in\":[\"x\",\"slack-sim\"]}}",
                "{\"channel_id\":{\"$nin\":[\"x\"]}}",
                "{\"channel_id\":{\"$nin\":[]}}",
                "{\"channel_tags\":\"slack\"}",
                "{\"channel_tags\":[\"slack\",\"test\"]}",
                "{\"channel_tags\":{\"$all\":[\"test\",\"slack\"]}}",
                "{\"channel_tags\":{\"$in\":[\"slack\"]}}",
                "{\"channel_tags\":{\"$not\":{\"$in\":[\"x\"]}}}",
                "{\"channel_metadata.region.name\":\"eu\"}",
                "{\"channel_metadata.region.rank\":2}",
                "{\"channel_metadata.region.none\":null}",
                "{\"channel_metadata.absent\":null}",
                "{\"channel_metadata.absent\":{\"$exists\":false}}",
                "{\"channel_metadata.region.none\":{\"$exists\":true}}",
                "{\"channel_name\":{\"$regex\":\"^Slack\"}}",
                "{\"channel_name\":{\"$regex\":\"simul\"}}",
                "{\"channel_name\":{\"$regex\":\"\\\\(simulated\\\\)\"}}",
                "{\"channel_name\":{\"$regex\":\"^slack\\\\ \",\"$options\":\"i\"}}",
                "{\"channel_name\":{\"$options\":\"i\",\"$regex\":\"SIMUL\"}}",
                "{\"channel_name\":{\"$regex\":\"\",\"$options\":\"\"}}",
                "{\"channel_tags\":{\"$regex\":\"^sla\"}}",
                "{\"$or\":[{\"channel_id\":\"x\"},{\"channel_tags\":\"test\"}]}",
                "{\"$and\":[{\"channel_id\":\"slack-sim\"},{}],\"channel_name\":{\"$ne\":null}}",
                "{\"channel_id\":{\"$ne\":\"x\",\"$regex\":\"^sl\"}}"
            })
    void findsWhatMongoWouldFind(String filter) {
        assertThat(matches(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel_id\":\"x\"}",
                "{\"channel_id\":{\"$in\":[]}}",
                "{\"channel_id\":{\"$nin\":[\"slack-sim\"]}}",
                "{\"channel_tags\":[\"test\",\"slack\"]}",
                "{\"channel_tags\":[\"slack\"]}",
                "{\"channel_tags\":{\"$all\":[]}}",
                "{\"channel_tags\":{\"$ne\":\"slack\"}}",
                "{\"channel_metadata.region.rank\":\"2\"}",
                "{\"channel_name\":{\"$regex\":\"^simul\"}}",
                "{\"channel_name\":{\"$regex\":\"slack\"}}",
                "{\"channel_name\":{\"$not\":{\"$regex\":\"^Slack\"}}}",
                "{\"$or\":[{\"channel_id\":\"x\"}]}",
                "{\"channel_id\":\"slack-sim\",\"channel_name\":\"x\"}",
                "{\"channel_id\":{\"$eq\":\"slack-sim\",\"$ne\":\"slack-sim\"}}"
            })
    void leavesOutWhatMongoWouldLeaveOut(String filter) {
        assertThat(matches(filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | Filter must be a JSON object",
                "null | Filter must be a JSON object",
                "{\"$where\":\"1\"} | Unsupported operator: $where",
                "{\"$or\":[{\"$where\":\"1\"}]} | Unsupported operator: $where",
                "{\"$expr\":{}} | Unsupported operator: $expr",
                "{\"$not\":{}} | Unsupported operator: $not",
                "{\"$nor\":[]} | Unsupported operator: $nor",
                "{\"channel_id\":{\"$gt\":\"a\"}} | Unsupported operator: $gt",
                "{\"channel_id\":{\"$function\":{}}} | Unsupported operator: $function",
                "{\"channel_id\":{\"$eq\":\"a\",\"b\":1}} | Unsupported operator: b",
                "{\"channel_id\":{\"$options\":\"i\"}} | Unsupported operator: $options",
                "{\"channel_id\":{\"$not\":{\"$where\":1}}} | Unsupported operator: $where",
                "{\"channel_id\":{\"a\":1}} | Unsupported value for channel_id",
                "{\"channel_id\":{}} | Unsupported value for channel_id",
                "{\"channel_id\":[\"a\"]} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$eq\":{}}} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$in\":\"a\"}} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$in\":[{}]}} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$exists\":1}} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$not\":\"a\"}} | Unsupported value for channel_id",
                "{\"channel_id\":{\"$not\":{}}} | Unsupported value for channel_id",
                "{\"channel_tags\":[1]} | Unsupported value for channel_tags",
                "{\"channel_tags\":{\"$all\":\"a\"}} | Unsupported value for channel_tags",
                "{\"channel_metadata.a\":1e400} | Unsupported value for channel_metadata.a",
                "{\"channel_metadata.a\":1e999} | Unsupported value for channel_metadata.a",
                "{\"$or\":{}} | Unsupported value for $or",
                "{\"$or\":[]} | Unsupported value for $or",
                "{\"$and\":[1]} | Unsupported value for $and",
                "{\"channel_id\":{\"$regex\":1}} | Unsupported pattern: $regex",
                "{\"channel_id\":{\"$regex\":\"a\\u0000\"}} | Unsupported pattern: $regex",
                "{\"channel_id\":{\"$regex\":\"\\\\\\u0000\"}} | Unsupported pattern: $regex",
                "{\"channel_id\":{\"$regex\":\"a\",\"$options\":\"s\"}}"
                        + " | Unsupported pattern: $regex",
                "{\"channel_id\":{\"$regex\":\"a\",\"$options\":1}} | Unsupported pattern: $regex"
            })
    void refusesEverythingElse(String filter, String text) {
        assertRefused(filter, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$", "a.b", "a*", "a|b", "[ab]", "a$", "a^", "a{2}", "\\d", "\\w+", "\\",
                "^^a", "(?i)a", "\\bx", "\\é"
            })
    void refusesPatternsThatAreMoreThanText(String pattern) {
        String filter = "{\"channel_name\":{\"$regex\":\"" + pattern.replace("\\", "\\\\") + "\"}}";

        assertRefused(filter, "Unsupported pattern: $regex");
    }

    @Test
    void limitsWhatAPatternMayLookFor() {
        String hundred = "{\"channel_name\":{\"$regex\":\"^" + "a".repeat(100) + "\"}}";
        String more = "{\"channel_name\":{\"$regex\":\"^" + "a".repeat(101) + "\"}}";

        assertThat(matches(hundred)).isFalse();
        assertRefused(more, "Unsupported pattern: $regex");
    }

    @Test
    void limitsTexts() {
        assertThat(matches("{\"channel_name\":\"" + "a".repeat(1000) + "\"}")).isFalse();
        assertRefused(
                "{\"channel_name\":\"" + "a".repeat(1001) + "\"}",
                "Unsupported value for channel_name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_id",
                "orgId",
                "",
                "channel_tags.0",
                "channel_metadata.",
                "channel_metadata.a.b.c.d.e",
                "channel_metadata.a b",
                "channel_metadata.$where",
                "channel_id "
            })
    void knowsNoOtherFields(String field) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> parse("{\"" + field + "\":1}"))
                .returns("filter", InvalidValueException::field)
                .returns(Reason.NOT_ALLOWED, InvalidValueException::reason)
                .returns(field, InvalidValueException::detail);
    }

    @Test
    void limitsDepth() {
        String five = "{\"$or\":[".repeat(4) + "{\"channel_id\":\"slack-sim\"}" + "]}".repeat(4);
        String six = "{\"$and\":[" + five + "]}";
        String sixByNot =
                "{\"$or\":[".repeat(4)
                        + "{\"channel_id\":{\"$not\":{\"$eq\":\"a\"}}}"
                        + "]}".repeat(4);
        String nots = "{\"$not\":".repeat(5) + "{\"$eq\":\"a\"}" + "}".repeat(5);

        assertThat(matches(five)).isTrue();
        assertRefused(six, "Filter too complex: depth");
        assertRefused(sixByNot, "Filter too complex: depth");
        assertRefused("{\"channel_id\":" + nots + "}", "Filter too complex: depth");
    }

    @Test
    void limitsConditions() {
        assertThat(matches(alternatives(50))).isTrue();
        assertRefused(alternatives(51), "Filter too complex: conditions");
    }

    private static String alternatives(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> "{\"channel_id\":\"slack-sim\"}")
                .collect(Collectors.joining(",", "{\"$or\":[", "]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$in\":%s}", "{\"$nin\":%s}", "{\"$all\":%s}", "%s"})
    void limitsValues(String condition) {
        String hundred = "[" + "\"t\",".repeat(99) + "\"t\"]";
        String more = "[" + "\"t\",".repeat(100) + "\"t\"]";

        assertThat(parse("{\"channel_tags\":" + condition.formatted(hundred) + "}")).isNotNull();
        assertRefused(
                "{\"channel_tags\":" + condition.formatted(more) + "}",
                "Filter too complex: values");
    }

    @Test
    void limitsSize() {
        String frame = "{}";

        assertThat(parse(frame + " ".repeat(16 * 1024 - frame.length())))
                .isEqualTo(ChannelFilter.ALL);
        assertRefused(
                frame + " ".repeat(16 * 1024 - frame.length() + 1), "Filter too complex: size");
    }

    private static void assertRefused(String filter, String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(filter))
                .satisfies(e -> assertThat(e.problem().detail()).isEqualTo(text));
    }
}

package dev.switchboard.application.port.out.channel;

import static dev.switchboard.application.port.out.channel.RegistryContract.equal;
import static dev.switchboard.application.port.out.channel.RegistryContract.in;
import static dev.switchboard.application.port.out.channel.RegistryContract.list;
import static dev.switchboard.application.port.out.channel.RegistryContract.not;
import static dev.switchboard.application.port.out.channel.RegistryContract.number;
import static dev.switchboard.application.port.out.channel.RegistryContract.object;
import static dev.switchboard.application.port.out.channel.RegistryContract.text;
import static dev.switchboard.application.port.out.channel.RegistryContract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each operator of a [ChannelFilter], with MongoDB's meaning.
public interface ChannelFilterContract extends RegistryContract {
    String TAGS = "channel_tags";
    String X = "channel_metadata.x";
    String XY = "channel_metadata.x.y";

    @Test
    default void findsEveryChannelWithoutAFilter() {
        withTags("a");
        withTags("b");

        assertThat(ids(ChannelFilter.ALL)).containsExactly("a", "b");
    }

    @Test
    default void matchesEachOfTheFiveFields() {
        insert("a", Seed.profile());
        withName("b", "Other");

        assertThat(ids(equal("channel_id", text("a")))).containsExactly("a");
        assertThat(ids(equal("channel_name", text("Other")))).containsExactly("b");
        assertThat(ids(equal("channel_description", text("Sends to Slack"))))
                .containsExactly("a", "b");
        assertThat(ids(equal("channel_metadata.endpoint_url", text(Seed.ENDPOINT))))
                .containsExactly("a", "b");
        assertThat(ids(equal(TAGS, text("slack")))).containsExactly("a", "b");
    }

    @Test
    default void comparesTextExactly() {
        withName("a", "Caf\u00e9");

        assertThat(ids(equal("channel_name", text("Cafe\u0301")))).isEmpty();
        assertThat(ids(equal("channel_name", text("caf\u00e9")))).isEmpty();
        assertThat(ids(equal("channel_name", text("Caf\u00e9 ")))).isEmpty();
        assertThat(ids(equal("channel_name", text("Caf\u00e9")))).containsExactly("a");
    }

    @Test
    default void takesAScalarForAnItemOfAList() {
        withTags("a", "slack", "test");
        withTags("b", "teams");
        withTags("c");

        assertThat(ids(equal(TAGS, text("slack")))).containsExactly("a");
        assertThat(ids(in(TAGS, text("slack"), text("teams")))).containsExactly("a", "b");
    }

    @Test
    default void takesAListForTheWholeList() {
        withTags("a", "slack", "test");
        withTags("b", "test", "slack");
        withTags("c", "slack");
        withTags("d");

        assertThat(ids(equal(TAGS, texts("slack", "test")))).containsExactly("a");
        assertThat(ids(equal(TAGS, texts()))).containsExactly("d");
        assertThat(ids(in(TAGS, texts("slack"), texts()))).containsExactly("c", "d");
    }

    @Test
    default void findsAListWithinAList() {
        withX("a", list(texts("slack", "test")));
        withX("b", texts("slack", "test"));
        withX("c", list(text("slack"), texts("test")));

        assertThat(ids(equal(X, texts("slack", "test")))).containsExactly("a", "b");
    }

    @Test
    default void matchesNothingAmongNoValues() {
        withTags("a", "slack");

        assertThat(ids(in(TAGS))).isEmpty();
        assertThat(ids(not(in(TAGS)))).containsExactly("a");
    }

    @Test
    default void tellsJsonTypesApart() {
        withX("false", new JsonBoolean(false));
        withX("null", JsonValue.NULL);
        withX("number", number("0"));
        withX("one", number("1"));
        withX("text", text("0"));
        withX("true", new JsonBoolean(true));

        assertThat(ids(equal(X, number("0")))).containsExactly("number");
        assertThat(ids(equal(X, text("0")))).containsExactly("text");
        assertThat(ids(equal(X, new JsonBoolean(false)))).containsExactly("false");
        assertThat(ids(equal(X, new JsonBoolean(true)))).containsExactly("true");
        assertThat(ids(equal(X, JsonValue.NULL))).containsExactly("null");
        assertThat(ids(equal(X, text("")))).isEmpty();
    }

    @Test
    default void comparesNumbersByValue() {
        withX("a", number("1"));
        withX("b", number("1.0"));
        withX("c", number("1.5"));
        withX("d", number("9007199254740993"));
        withX("e", list(number("1"), number("2")));

        assertThat(ids(equal(X, number("1.00")))).containsExactly("a", "b", "e");
        assertThat(ids(equal(X, number("1.5")))).containsExactly("c");
        assertThat(ids(equal(X, number("9007199254740993")))).containsExactly("d");
    }

    @Test
    default void takesNullForAnAbsentField() {
        withTags("absent");
        withX("empty", list());
        withX("null", JsonValue.NULL);
        withX("null-item", list(number("1"), JsonValue.NULL));
        withX("text", text("null"));

        assertThat(ids(equal(X, JsonValue.NULL))).containsExactly("absent", "null", "null-item");
        assertThat(ids(in(X, JsonValue.NULL, text("null"))))
                .containsExactly("absent", "null", "null-item", "text");
        assertThat(ids(not(equal(X, JsonValue.NULL)))).containsExactly("empty", "text");
    }

    @Test
    default void takesNullForAnAbsentFieldFurtherDown() {
        withTags("absent");
        withX("empty", list());
        withX("empty-object", new JsonObject(Map.of()));
        withX("list-all", list(object("y", number("1"))));
        withX("list-some", list(object("y", number("1")), object("z", number("2"))));
        withX("list-texts", texts("y"));
        withX("null", object("y", JsonValue.NULL));
        withX("scalar", text("y"));

        assertThat(ids(equal(XY, JsonValue.NULL)))
                .containsExactly("absent", "empty-object", "list-some", "null", "scalar");
    }

    @Test
    default void requiresEachOfAllValues() {
        withTags("a", "slack", "test");
        withTags("b", "slack");
        withTags("c");

        assertThat(ids(all(TAGS, text("slack"), text("test")))).containsExactly("a");
        assertThat(ids(all(TAGS, text("slack")))).containsExactly("a", "b");
        assertThat(ids(all(TAGS, texts("slack", "test")))).containsExactly("a");
        assertThat(ids(all(TAGS))).isEmpty();
    }

    @Test
    default void takesAScalarFieldForAListOfOneWhenRequiringAll() {
        withX("a", text("slack"));
        withX("b", texts("slack", "test"));

        assertThat(ids(all(X, text("slack")))).containsExactly("a", "b");
        assertThat(ids(all(X, text("slack"), text("test")))).containsExactly("b");
    }

    @Test
    default void knowsWhetherAFieldExists() {
        withTags("absent");
        withX("list", list(object("y", JsonValue.NULL), object("z", number("1"))));
        withX("list-empty", list());
        withX("null", JsonValue.NULL);
        withX("object", object("y", number("1")));

        assertThat(ids(exists(X, true))).containsExactly("list", "list-empty", "null", "object");
        assertThat(ids(exists(X, false))).containsExactly("absent");
        assertThat(ids(exists(XY, true))).containsExactly("list", "object");
        assertThat(ids(exists(XY, false))).containsExactly("absent", "list-empty", "null");
        assertThat(ids(exists("channel_tags", true))).hasSize(5);
        assertThat(ids(exists("channel_metadata", false))).isEmpty();
    }

    @Test
    default void excludesWhatAFilterMatches() {
        withTags("a", "slack", "test");
        withTags("b", "teams");
        withTags("c");

        assertThat(ids(not(equal(TAGS, text("slack"))))).containsExactly("b", "c");
        assertThat(ids(not(in(TAGS, text("slack"), text("teams"))))).containsExactly("c");
        assertThat(ids(not(all(TAGS, text("slack"), text("test"))))).containsExactly("b", "c");
        assertThat(ids(not(not(equal(TAGS, text("slack")))))).containsExactly("a");
        assertThat(ids(not(ChannelFilter.ALL))).isEmpty();
        assertThat(ids(not(exists(X, true)))).containsExactly("a", "b", "c");
    }

    @Test
    default void joinsFilters() {
        withTags("a", "slack", "test");
        withTags("b", "slack");
        withTags("c", "test");
        ChannelFilter slack = equal(TAGS, text("slack"));
        ChannelFilter test = equal(TAGS, text("test"));

        assertThat(ids(and(slack, test))).containsExactly("a");
        assertThat(ids(and(slack, not(test)))).containsExactly("b");
        assertThat(ids(or(slack, test))).containsExactly("a", "b", "c");
        assertThat(ids(not(or(slack, test)))).isEmpty();
        assertThat(ids(not(and(slack, test)))).containsExactly("b", "c");
        assertThat(ids(and(or(slack, test), not(and(slack, test))))).containsExactly("b", "c");
        assertThat(ids(or())).isEmpty();
        assertThat(ids(and(and(), slack))).containsExactly("a", "b");
        assertThat(ids(and(slack, slack))).containsExactly("a", "b");
    }

    @Test
    default void followsPathsIntoMetadata() {
        withX("a", object("y", object("z", object("w", text("deep")))));
        withX("b", object("y", text("deep")));
        withX("c", text("deep"));

        assertThat(ids(equal("channel_metadata.x.y.z.w", text("deep")))).containsExactly("a");
        assertThat(ids(equal(XY, text("deep")))).containsExactly("b");
        assertThat(ids(equal(X, text("deep")))).containsExactly("c");
    }

    @Test
    default void followsPathsThroughListsOfObjects() {
        withX("a", list(object("y", text("one")), object("y", text("two"))));
        withX("b", list(object("y", texts("one", "three"))));
        withX("c", list(list(object("y", text("one")))));
        withX("d", list(text("one"), number("1")));

        assertThat(ids(equal(XY, text("one")))).containsExactly("a", "b");
        assertThat(ids(all(XY, text("one"), text("two")))).containsExactly("a");
        assertThat(ids(not(equal(XY, text("one"))))).containsExactly("c", "d");
    }

    @Test
    default void takesANumberInAPathForAPlaceInAList() {
        withX("a", texts("one", "two"));
        withX("b", texts("two", "one"));
        withX("c", object("0", text("one")));
        withX("d", list(object("0", text("one"))));

        assertThat(ids(equal("channel_metadata.x.0", text("one")))).containsExactly("a", "c", "d");
        assertThat(ids(equal("channel_metadata.x.1", text("one")))).containsExactly("b");
    }

    @Test
    default void takesOperatorsAndSqlInValuesForText() {
        withX("a", text("$where"));
        withX("b", text("'; DROP TABLE channel; --"));

        assertThat(ids(equal(X, text("$where")))).containsExactly("a");
        assertThat(ids(equal(X, text("'; DROP TABLE channel; --")))).containsExactly("b");
        assertThat(ids(in(X, text("%"), text("_"), text("$x")))).isEmpty();
    }

    private static ChannelFilter all(String path, JsonValue... values) {
        return new ChannelFilter.All(FieldPath.parse(path), List.of(values));
    }

    private static ChannelFilter exists(String path, boolean expected) {
        return new ChannelFilter.Exists(FieldPath.parse(path), expected);
    }

    private static ChannelFilter and(ChannelFilter... filters) {
        return new ChannelFilter.And(List.of(filters));
    }

    private static ChannelFilter or(ChannelFilter... filters) {
        return new ChannelFilter.Or(List.of(filters));
    }
}

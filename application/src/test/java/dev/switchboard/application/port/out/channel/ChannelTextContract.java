package dev.switchboard.application.port.out.channel;

import static dev.switchboard.application.port.out.channel.RegistryContract.list;
import static dev.switchboard.application.port.out.channel.RegistryContract.not;
import static dev.switchboard.application.port.out.channel.RegistryContract.number;
import static dev.switchboard.application.port.out.channel.RegistryContract.object;
import static dev.switchboard.application.port.out.channel.RegistryContract.text;
import static dev.switchboard.application.port.out.channel.RegistryContract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.ChannelFilter.Text;
import dev.switchboard.domain.channel.FieldPath;
import org.junit.jupiter.api.Test;

/// Looking for text in channels, literally.
public interface ChannelTextContract extends RegistryContract {
    String NAME = "channel_name";

    @Test
    default void findsTextAnywhere() {
        withName("a", "Slack Simulated Channel");
        withName("b", "The Slack");
        withName("c", "slack");

        assertThat(ids(containing(NAME, "Slack"))).containsExactly("a", "b");
    }

    @Test
    default void findsTextAtTheBeginning() {
        withName("a", "Slack Simulated Channel");
        withName("b", "The Slack");
        withName("c", "first\nSlack");

        assertThat(ids(beginning(NAME, "Slack"))).containsExactly("a");
    }

    @Test
    default void findsTextOfAnyCase() {
        withName("a", "Slack");
        withName("b", "the SLACK");
        withName("c", "teams");

        assertThat(ids(new Text(path(NAME), "sLaCk", false, true))).containsExactly("a", "b");
        assertThat(ids(new Text(path(NAME), "sLaCk", true, true))).containsExactly("a");
    }

    @Test
    default void takesMetacharactersForThemselves() {
        String name = "a.b*c+d?e(f)g[h]i{j}k|l^m$n\\o%p_q\\Er'\"/s";
        withName("a", name);
        withName("b", "aXbbbc");

        assertThat(ids(beginning(NAME, name))).containsExactly("a");
        assertThat(ids(new Text(path(NAME), name, true, true))).containsExactly("a");
        for (int i = 0; i < name.length(); i++) {
            String rest = name.substring(i);
            assertThat(ids(containing(NAME, rest))).describedAs(rest).containsExactly("a");
        }
    }

    @Test
    default void findsNoWildcards() {
        withName("a", "plain");

        assertThat(ids(containing(NAME, "."))).isEmpty();
        assertThat(ids(containing(NAME, "pl.in"))).isEmpty();
        assertThat(ids(containing(NAME, "%"))).isEmpty();
        assertThat(ids(beginning(NAME, "_"))).isEmpty();
        assertThat(ids(containing(NAME, "p*"))).isEmpty();
    }

    @Test
    default void findsTextThatHoldsNothing() {
        withName("a", "");

        assertThat(ids(containing(NAME, ""))).containsExactly("a");
        assertThat(ids(containing("channel_metadata.x", ""))).isEmpty();
    }

    @Test
    default void findsTextOfEveryScript() {
        withName("a", "caf\u00e9 \ud83d\udc69\u200d\ud83d\udc67 \u05e9\u05dc\u05d5\u05dd");

        assertThat(ids(beginning(NAME, "caf\u00e9"))).containsExactly("a");
        assertThat(ids(containing(NAME, "\ud83d\udc69\u200d\ud83d\udc67"))).containsExactly("a");
        assertThat(ids(containing(NAME, "\u05e9\u05dc\u05d5\u05dd"))).containsExactly("a");
        assertThat(ids(containing(NAME, "cafe\u0301"))).isEmpty();
    }

    @Test
    default void findsTextInAnItemOfAList() {
        withTags("a", "test", "slack-eu");
        withTags("b", "my-slack");
        withTags("c");

        assertThat(ids(beginning("channel_tags", "slack"))).containsExactly("a");
        assertThat(ids(containing("channel_tags", "slack"))).containsExactly("a", "b");
    }

    @Test
    default void findsTextInMetadataAndThroughListsOfObjects() {
        withX("a", text("room 101"));
        withX("b", list(object("y", text("room 102")), object("y", number("1"))));
        withX("c", list(object("y", texts("hall", "room 103"))));
        withX("d", number("101"));

        assertThat(ids(beginning("channel_metadata.x", "room"))).containsExactly("a");
        assertThat(ids(beginning("channel_metadata.x.y", "room"))).containsExactly("b", "c");
        assertThat(ids(containing("channel_metadata.x", "101"))).containsExactly("a");
    }

    @Test
    default void findsWhatDoesNotHaveAText() {
        withX("a", text("room"));
        withX("b", number("1"));
        withTags("c");

        assertThat(ids(not(containing("channel_metadata.x", "room")))).containsExactly("b", "c");
    }

    private static Text containing(String path, String text) {
        return new Text(path(path), text, false, false);
    }

    private static Text beginning(String path, String text) {
        return new Text(path(path), text, true, false);
    }

    private static FieldPath path(String path) {
        return FieldPath.parse(path);
    }
}

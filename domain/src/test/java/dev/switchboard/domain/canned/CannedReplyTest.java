package dev.switchboard.domain.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CannedReplyTest {

    private static CannedReply reply(String shortcut, String title, String text) {
        return new CannedReply(
                Shelf.of(TenantId.DEFAULT), shortcut, 1, title, text, List.of(), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Hello {{customer.name}}, {{order number}}!",
                "one { brace }",
                "{{a}}{{b}}"
            })
    void takesFieldsInItsText(String text) {
        assertThat(reply("hi", "Greeting", text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{{", "}} a", "{{}}", "{{a", "{{a}b}}", "{{a\n{{b}}"})
    void refusesATextWithHalfAField(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> reply("hi", "Greeting", text))
                .matches(e -> e.field().equals("text"));
    }

    @ParameterizedTest
    @CsvSource({"'',t", "Hi,t", "a b,t", "-a,t", "a/b,t"})
    void refusesAShortcutThatIsHardToType(String shortcut, String title) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> reply(shortcut, title, "text"))
                .matches(e -> e.field().equals("shortcut"));
    }

    private static CannedReply reply(Shelf shelf, List<QueueId> queues) {
        return new CannedReply(shelf, "hi", 1, "Greeting", "Hello", queues, null);
    }

    @Test
    void namesEachOfItsQueuesOnce() {
        QueueId sales = new QueueId("sales");
        QueueId billing = new QueueId("billing");

        assertThat(reply(Shelf.of(TenantId.DEFAULT), List.of(sales, billing, sales)).queues())
                .containsExactly(billing, sales);
    }

    @Test
    void isOfNoQueueIfItIsAnAgentsOwn() {
        Shelf own = new Shelf(TenantId.DEFAULT, new AgentId("ada"));

        assertThat(reply(own, List.of()).queues()).isEmpty();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> reply(own, List.of(QueueId.DEFAULT)))
                .matches(e -> e.field().equals("queues"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() ->
                        reply(
                                Shelf.of(TenantId.DEFAULT),
                                IntStream.range(0, 101)
                                        .mapToObj(number -> new QueueId("q" + number))
                                        .toList()))
                .matches(e -> e.field().equals("queues"));
    }

    @Test
    void isTheSameInEachOfItsVersions() {
        CannedReply first = reply("hi", "Greeting", "Hello");

        assertThat(first.at(7).version()).isEqualTo(7);
        assertThat(first.at(7).at(1)).isEqualTo(first);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> reply("hi", "t", "x".repeat(4001)))
                .matches(e -> e.field().equals("text"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> reply("hi", "t".repeat(101), "x"))
                .matches(e -> e.field().equals("title"));
    }
}

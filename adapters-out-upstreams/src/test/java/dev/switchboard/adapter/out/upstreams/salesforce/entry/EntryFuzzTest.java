package dev.switchboard.adapter.out.upstreams.salesforce.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Lines of a stream are events, events are entries, and entries mean something or nothing,
/// whatever is in them.
class EntryFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void meansSomethingOrNothing() {
        Fuzz.of("streams of Salesforce")
                .seeds(Seeds.in("salesforce-events"))
                .words("\n\n", "data: ", "event: ", "id: ", "\"entryPayload\":", "\"entryType\":")
                .words("Message", "\"transcriptedTimestamp\":", "\"attachments\":[", "-7ccc-")
                .texts(EntryFuzzTest::isUnderstood);
    }

    private static boolean isUnderstood(String stream) {
        SseEvents events = new SseEvents();
        boolean understood = false;
        for (String line : stream.split("\r?\n", -1)) {
            SseEvents.Event event = events.take(line);
            if (event != null) {
                assertThat(event.id() + event.name()).doesNotContain("\n");
                requireSame(event);
                understood |= isUnderstood(event);
            }
        }
        return understood;
    }

    /// Written as a stream again, it is the same event.
    private static void requireSame(SseEvents.Event event) {
        SseEvents again = new SseEvents();
        var _ = again.take("id: " + event.id());
        var _ = again.take("event: " + event.name());
        for (String line : event.data().split("\n", -1)) {
            assertThat(again.take("data: " + line)).isNull();
        }
        assertThat(again.take("")).isEqualTo(event);
    }

    private static boolean isUnderstood(SseEvents.Event event) {
        JsonNode data = JsonText.read(event.data());
        ConversationEntry entry =
                ConversationEntry.of(data.path("conversationEntry"), event.name(), NOW);
        List<DeskEvent> meaning = entry.events();
        assertThat(entry.id()).hasSizeBetween(1, 200);
        assertThat(entry.type()).matches("[a-z]*");
        assertThat(meaning).doesNotContainNull();
        return !meaning.isEmpty();
    }
}

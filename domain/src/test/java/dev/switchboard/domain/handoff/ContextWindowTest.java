package dev.switchboard.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContextWindowTest {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final ContextWindow window = new ContextWindow(DAY, 5, 100);

    private static Recorded message(int seq, Duration age, String text) {
        return recorded(
                new Message(
                        new MessageId("msg_%032x".formatted(seq)),
                        ConversationId.of("bot", "c-1"),
                        seq,
                        new Author(Party.USER, "c-1"),
                        new Content(text),
                        null,
                        null,
                        NOW.minus(age)));
    }

    private static Recorded recorded(Message message) {
        return new Recorded(message, List.of());
    }

    private static List<Recorded> messages(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> message(seq, Duration.ofMinutes(60 - seq), "\"x\""))
                .toList();
    }

    private static List<Long> seqs(Slice slice) {
        return slice.said().stream().map(Message::seq).toList();
    }

    @Test
    void showsAllOfAShortConversation() {
        Slice slice = window.slice(messages(5), 200, NOW);

        assertThat(seqs(slice)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(slice.complete()).isTrue();
    }

    @Test
    void showsTheNewestOfALongOne() {
        Slice slice = window.slice(messages(6), 200, NOW);

        assertThat(seqs(slice)).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(slice.complete()).isFalse();
    }

    @Test
    void showsNoMoreThanWasAskedFor() {
        Slice slice = window.slice(messages(4), 2, NOW);

        assertThat(seqs(slice)).containsExactly(3L, 4L);
        assertThat(slice.complete()).isFalse();
    }

    @Test
    void showsNothingThatIsADayOld() {
        List<Recorded> all =
                List.of(
                        message(1, DAY.plusHours(1), "\"old\""),
                        message(2, DAY, "\"just old\""),
                        message(3, DAY.minusMillis(1), "\"young\""));

        Slice slice = window.slice(all, 200, NOW);

        assertThat(seqs(slice)).containsExactly(3L);
        assertThat(slice.complete()).isTrue();
    }

    @Test
    void showsNoMoreThanItsBytesButAlwaysTheNewest() {
        String large = "\"" + "x".repeat(60) + "\"";
        List<Recorded> two =
                List.of(
                        message(1, Duration.ZERO, large),
                        message(2, Duration.ZERO, large),
                        message(3, Duration.ZERO, "\"s\""));
        List<Recorded> one = List.of(message(1, Duration.ZERO, "\"" + "x".repeat(500) + "\""));

        assertThat(seqs(window.slice(two, 200, NOW))).containsExactly(2L, 3L);
        assertThat(window.slice(two, 200, NOW).complete()).isFalse();
        assertThat(seqs(window.slice(one, 200, NOW))).containsExactly(1L);
    }

    @Test
    void showsNothingOfNothing() {
        assertThat(window.slice(List.of(), 200, NOW)).isEqualTo(new Slice(List.of(), true));
    }
}

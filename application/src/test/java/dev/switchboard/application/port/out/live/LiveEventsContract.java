package dev.switchboard.application.port.out.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [LiveEvents]: everybody hears, in order.
public interface LiveEventsContract {

    /// Fresh for each test.
    LiveEvents events();

    private static Event typing(int number) {
        return new Event.Ephemeral(
                ConversationId.of("chat", "c-1"), new Content(Integer.toString(number)));
    }

    @Test
    default void tellAllListeners() {
        LiveEvents events = events();
        List<Event> one = new CopyOnWriteArrayList<>();
        List<Event> other = new CopyOnWriteArrayList<>();
        events.listen(one::add);
        events.listen(other::add);

        events.publish(typing(1));

        assertThat(one).containsExactly(typing(1));
        assertThat(other).containsExactly(typing(1));
    }

    @Test
    default void keepTheOrderOfAConversation() {
        LiveEvents events = events();
        List<Event> heard = new CopyOnWriteArrayList<>();
        events.listen(heard::add);

        IntStream.range(0, 100).mapToObj(LiveEventsContract::typing).forEach(events::publish);

        assertThat(heard)
                .isEqualTo(IntStream.range(0, 100).mapToObj(LiveEventsContract::typing).toList());
    }
}

package dev.switchboard.application.service.hint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.OpenHintSeal;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A hint is read as it was written, or is of no use; more than that no hub can do to another one.
class HintFuzzTest {

    private final HintForms forms = new HintForms(new OpenHintSeal());

    private static Stream<Hint> hints() {
        Hint.Source source = new Hint.Source(new HubId("hub-1"), 7);
        ConversationId conversation = new ConversationId("session:abc123");
        Message message =
                new Message(
                        new MessageId("msg_0123456789abcdef0123456789abcdef"),
                        conversation,
                        3,
                        new Author(Party.BOT, "netomi"),
                        Seed.NOTE,
                        "m-1",
                        null,
                        Seed.NOW);
        Delivery delivery = new Delivery.Delivered(Seed.SLACK, 2, 1, Seed.NOW);
        return Stream.of(
                new Hint.Pulse(source),
                new Hint.Changed(source, new OrgId("12345")),
                new Hint.Published(source, new Event.Appended(message, List.of(delivery))),
                new Hint.Published(source, new Event.Settled(message, delivery)),
                new Hint.Published(source, new Event.Typing(conversation, message.author(), true)),
                new Hint.Published(source, new Event.Ephemeral(conversation, Seed.MESSAGE)));
    }

    @Test
    void areReadAsTheyAreWritten() {
        Fuzz.of("hints between hubs")
                .seeds(hints().map(forms::write).toArray(byte[][]::new))
                .words(
                        "{\"is\":\"",
                        "\"is\":",
                        "Hint$Pulse",
                        "Hint$Told",
                        "\"source\":",
                        "\"hub\":")
                .bytes(this::isRead);
    }

    private boolean isRead(byte[] bytes) {
        Optional<Hint> hint;
        try {
            hint = forms.read(bytes);
        } catch (RuntimeException _) {
            return false;
        }
        if (hint.isPresent() && isWhole(new String(bytes, UTF_8))) {
            assertThat(forms.read(forms.write(hint.get()))).isEqualTo(hint);
        }
        return hint.isPresent();
    }

    /// Whether it has no half of a character, which UTF-8 does not have.
    private static boolean isWhole(String json) {
        return !json.matches("(?is).*\\\\ud[89a-f].*");
    }
}

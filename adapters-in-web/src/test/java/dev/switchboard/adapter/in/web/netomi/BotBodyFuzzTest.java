package dev.switchboard.adapter.in.web.netomi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.json.JsonReader;
import org.junit.jupiter.api.Test;

/// A message to the bot and an answer of it can be read by whoever reads the journal, or are
/// refused.
class BotBodyFuzzTest {

    private static final int LONGEST_KEY = 500;

    private final SequentialIds ids = new SequentialIds();

    private static Fuzz fuzz(String name) {
        return Fuzz.of(name)
                .seeds(Seeds.in("bot-bodies"))
                .words(
                        "\"messageData\":{",
                        "\"requestId\":",
                        "\"customFields\":{",
                        "\"CHUNK_INDEX\":")
                .words("HUMAN_HANDOFF_REQUEST", "\"attachments\":", "\"timestamp\":", "null", "{}")
                .refusedBy(
                        ProblemException.class,
                        UnreadableJsonException.class,
                        InvalidValueException.class);
    }

    @Test
    void journalsAnAnswerThatCanBeRead() {
        fuzz("answers of bots")
                .bytes(body -> {
                    BotCallback callback = BotCallback.from(body);
                    Reply reply = callback.toReply(new Body(), Seed.NOW);
                    assertThat(RawMembers.ofJournaled(reply.content().text()).has("data")).isTrue();
                    assertThat(JsonReader.read(reply.content().text())).isNotNull();
                    assertThat(requireNonNull(reply.once()).key()).hasSizeBetween(1, LONGEST_KEY);
                    assertThat(reply.filedUnder().value()).isNotEmpty();
                    String received = callback.receivedId();
                    assertThat(received == null || JsonReader.read(received) != null).isTrue();
                    return reply.conversation() != null;
                });
    }

    @Test
    void journalsAMessageThatCanBeRead() {
        fuzz("messages to bots")
                .bytes(body -> {
                    ProcessMessage message = ProcessMessage.from(body, ids);
                    String text = message.data().textAt(Seed.NOW);
                    assertThat(RawMembers.ofJournaled(text).has("messagePayload")).isTrue();
                    assertThat(JsonReader.read(text)).isNotNull();
                    assertThat(message.data().fingerprint()).hasSize(64);
                    String user = message.data().userId();
                    assertThat(user == null || user.length() <= body.length + LONGEST_KEY).isTrue();
                    return true;
                });
    }
}

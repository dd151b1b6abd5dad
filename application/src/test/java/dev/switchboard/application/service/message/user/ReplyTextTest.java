package dev.switchboard.application.service.message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyTextTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "c:1");

    static Stream<Asked> questions() {
        return Stream.of(
                Asked.NOTHING,
                new Asked("m-1", List.of()),
                new Asked(null, List.of("r-1", "r-2")),
                new Asked("3:m", List.of("r:1")));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void readsAgainWhatItWrote(Asked asked) {
        Part part = new Part("a-1", 3);
        Reply reply =
                new Reply(
                        CHAT,
                        "bot",
                        new Target(Target.Kind.BOT, "bot"),
                        new Author(Party.BOT, "it"),
                        new Content("{\"text\":\"2:é\"}"),
                        new Once("k", Duration.ofDays(8)),
                        asked,
                        part,
                        Effect.ASKS_FOR_AGENT);

        assertThat(ReplyText.read(ReplyText.write(reply, CHAT, part))).isEqualTo(reply);
    }
}

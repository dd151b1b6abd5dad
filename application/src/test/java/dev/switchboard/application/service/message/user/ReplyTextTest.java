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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyTextTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "c:1");
    private static final Part PART = new Part("a-1", 3);

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
        Reply reply = reply(asked);

        assertThat(ReplyText.read(ReplyText.write(reply, CHAT, PART))).isEqualTo(reply);
    }

    @Test
    void readsWhatAnEarlierVersionStored() {
        String stored =
                "7:bot:c:13:bot7:bot:bot3:BOT2:it14:{\"text\":\"2:é\"}"
                        + "1:k6:PT192H3:a-11:314:ASKS_FOR_AGENT3:3:m3:r:1";

        assertThat(ReplyText.read(stored)).isEqualTo(reply(new Asked("3:m", List.of("r:1"))));
    }

    private static Reply reply(Asked asked) {
        return new Reply(
                CHAT,
                "bot",
                new Target(Target.Kind.BOT, "bot"),
                new Author(Party.BOT, "it"),
                new Content("{\"text\":\"2:é\"}"),
                new Once("k", Duration.ofDays(8)),
                asked,
                PART,
                Effect.ASKS_FOR_AGENT);
    }
}

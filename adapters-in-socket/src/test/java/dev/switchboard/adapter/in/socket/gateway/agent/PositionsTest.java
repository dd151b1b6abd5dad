package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

    private static final ConversationId CHAT = conversation(0);

    private final Positions positions = new Positions();

    private static ConversationId conversation(int n) {
        return ConversationId.of("web", "chat-" + n);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 268_435_456, Long.MAX_VALUE})
    void areFoundInTheirOffset(long seq) {
        positions.reached(conversation(1), 5);
        positions.reached(CHAT, seq);

        Positions.Claimed claimed = Positions.read(positions.offset());

        assertThat(claimed.of(CHAT)).hasValue(seq);
        assertThat(claimed.of(conversation(1))).hasValue(5);
        assertThat(claimed.of(conversation(2))).isEmpty();
    }

    @Test
    void ofTheMostConversationsFit() {
        IntStream.range(0, 32).forEach(n -> positions.reached(conversation(n), 100 + n));

        Positions.Claimed claimed = Positions.read(positions.offset());

        assertThat(positions.offset()).hasSizeLessThanOrEqualTo(200);
        IntStream.range(0, 32)
                .forEach(n -> assertThat(claimed.of(conversation(n))).hasValue(100 + n));
    }

    @Test
    void thatDoNotFitAreLeftOutRatherThanCut() {
        IntStream.range(0, 32).forEach(n -> positions.reached(conversation(n), Long.MAX_VALUE - n));

        Positions.Claimed claimed = Positions.read(positions.offset());

        assertThat(positions.offset()).hasSizeLessThanOrEqualTo(200);
        IntStream.range(0, 32)
                .forEach(n ->
                        assertThat(claimed.of(conversation(n)))
                                .isIn(OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE - n)));
        assertThat(claimed.of(CHAT)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void ofOneConversationSaySoMuchOfItsNameThatNoOtherIsTakenForIt() {
        positions.reached(CHAT, 7);

        Positions.Claimed claimed = Positions.read(positions.offset());

        assertThat(IntStream.range(1, 100_000).mapToObj(n -> claimed.of(conversation(n))))
                .allMatch(OptionalLong::isEmpty);
    }

    @Test
    void sayNothingOfWhatIsForgotten() {
        positions.reached(CHAT, 7);
        positions.forget(CHAT);

        assertThat(positions.of(CHAT)).isEmpty();
        assertThat(Positions.read(positions.offset()).of(CHAT)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0",
                "no offset",
                "AAAA",
                "CAAA",
                "____",
                "CP8",
                "é",
                "AgECgICAgICAgICAgA"
            })
    void areNotFoundInWhatIsNoOffset(String offset) {
        assertThat(Positions.read(offset).of(CHAT)).isEmpty();
    }
}

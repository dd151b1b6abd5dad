package dev.switchboard.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run of inputs finds each kind of fault in a parser, and can be repeated.
class FuzzRunTest {

    private static final int INPUTS = 2_000;

    private static Fuzz fuzz() {
        return Fuzz.of("planted").seeds("{\"a\":[1,2]}").inputs(INPUTS);
    }

    @Test
    void findsAnExceptionThatIsNoRefusal() {
        assertThatThrownBy(() ->
                        fuzz().refusedBy(IllegalArgumentException.class)
                                .texts(text -> text.charAt(8) == '2'))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("planted failed at input \\d+ of seed \\d+: .*")
                .hasCauseInstanceOf(StringIndexOutOfBoundsException.class);
    }

    @Test
    void findsAParserThatNestingOverflows() {
        assertThatThrownBy(() -> fuzz().seeds("[".repeat(7_000)).texts(text -> depth(text, 0) >= 0))
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    private static int depth(String text, int at) {
        return at < text.length() && text.charAt(at) == '[' ? 1 + depth(text, at + 1) : 0;
    }

    @Test
    void findsAWriterThatLosesSomething() {
        assertThatThrownBy(() ->
                        fuzz().texts(text -> {
                            assertThat(text.strip()).isEqualTo(text);
                            return true;
                        }))
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void findsAParserThatTakesFarMoreThanItIsGiven() {
        List<byte[]> taken = new ArrayList<>();

        assertThatThrownBy(() ->
                        fuzz().texts(text -> {
                            taken.clear();
                            return taken.add(new byte[text.contains("e99") ? 100 << 20 : 1]);
                        }))
                .cause()
                .hasMessageContaining("bytes");
    }

    @Test
    void findsAParserThatRefusesOnlyWhenItHasTakenTooMuch() {
        assertThatThrownBy(() ->
                        fuzz().refusedBy(IllegalStateException.class)
                                .texts(text -> {
                                    if (new byte[100 << 20].length > text.length()) {
                                        throw new IllegalStateException();
                                    }
                                    return true;
                                }))
                .cause()
                .hasMessageContaining("bytes");
    }

    @Test
    void findsAParserThatAcceptsNothing() {
        assertThatThrownBy(() ->
                        fuzz().refusedBy(IllegalStateException.class)
                                .texts(_ -> {
                                    throw new IllegalStateException();
                                }))
                .hasMessageContaining("no input was accepted");
    }

    @Test
    void isSatisfiedWithAParserThatRefusesAsItSays() {
        assertThatCode(() ->
                        fuzz().seeds("7")
                                .refusedBy(NumberFormatException.class)
                                .texts(text -> !Integer.toString(Integer.parseInt(text)).isEmpty()))
                .doesNotThrowAnyException();
    }

    @Test
    void triesTheSameInputsAgain() {
        assertThat(inputs()).isEqualTo(inputs()).doesNotHaveDuplicates().hasSize(50);
    }

    private static List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        Mutations mutations = new Mutations(List.of(), Character.MAX_VALUE);
        SplittableRandom random = new SplittableRandom(4);
        while (inputs.size() < 50) {
            String input = mutations.next(List.of("{\"name\":\"x\",\"number\":17}"), random);
            if (!inputs.contains(input)) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\\b", "\n\r\t", "\0\u001e\u00ff\ud800\uffff", "\\u0041", "☕"})
    void reportsAnInputSoThatItCanBeKept(String input) {
        String reported = Seeds.escaped(input);

        assertThat(reported).matches("[ -~]*");
        assertThat(Seeds.unescaped(reported)).isEqualTo(input);
    }

    @Test
    void takesTextsForTheBytesThatTheyAre() {
        List<Integer> lengths = new ArrayList<>();

        Fuzz.of("lengths")
                .seeds("\u00ff", "☕")
                .seeds(new byte[] {-1, 0, 1})
                .inputs(3)
                .bytes(bytes -> lengths.add(bytes.length));

        assertThat(lengths).containsExactly(1, 3, 3);
    }
}

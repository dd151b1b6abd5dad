package dev.switchboard.simulators.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.simulators.script.SimulatorJson;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String LONG =
            IntStream.range(0, 40)
                    .mapToObj(i ->
                            "\"seq\":%d,\"live\":true,\"texts\":[\"one, two\",{}]".formatted(i))
                    .collect(Collectors.joining(",", "{", "}"));

    @Test
    void fitsATerminal() {
        assertThat(Screen.fitted("< 42/agent,[\"offer\"," + LONG + "]").lines())
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void staysTheSameJson() {
        assertThat(SimulatorJson.parse(Screen.fitted(LONG))).isEqualTo(SimulatorJson.parse(LONG));
    }

    @Test
    void breaksNoText() {
        String text = "{\"text\":\"%s\"}".formatted("7, then 8, ".repeat(20));

        assertThat(Screen.fitted(text)).isEqualTo(text);
    }

    @Test
    void showsTheBeginningOfALongAnswer() {
        String shown = Screen.beginning("line\n".repeat(20));

        assertThat(shown.lines()).hasSize(13);
        assertThat(shown).endsWith("… 8 more lines");
    }
}

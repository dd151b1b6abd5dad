package dev.switchboard.adapter.in.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.domain.delivery.ParkReason;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Each code of the hub that people may see has its sentence.
class ConsoleCodesTest {

    private static final Path WORDS = Path.of("src/main/resources/console/words");
    private static final Path PROTOCOL = Path.of("../docs/protocol/agent-desk.md");
    private static final Pattern CODE = Pattern.compile("`([A-Z][A-Z_]+)`");

    private static Set<String> names(String place) throws IOException {
        String words = Files.readString(WORDS.resolve(place + ".json"));
        return new TreeSet<>(JsonMapper.shared().readTree(words).propertyNames());
    }

    private static List<String> reasons(String prefix) throws IllegalAccessException {
        List<String> reasons = new ArrayList<>();
        for (Field field : ParkReason.class.getFields()) {
            if (field.get(ParkReason.class) instanceof ParkReason reason) {
                reasons.add(prefix + reason.code());
            }
        }
        return reasons;
    }

    /// Admins and agents read why a delivery was given up. Other codes are a target's own.
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt"})
    void saysEachReasonOfTheHub(String language) throws Exception {
        assertThat(reasons("why.")).contains("why.exhausted");
        assertThat(names("more/" + language)).containsAll(reasons("why.")).contains("why.other");
        assertThat(names(language)).containsAll(reasons("parked.")).contains("parked.other");
    }

    /// What a command is refused with is in the last cell of its row, and in the table of the codes
    /// of every command.
    private static List<String> codesOfCommands() throws IOException {
        String document = Files.readString(PROTOCOL);
        String commands =
                document.substring(
                        document.indexOf("\n## Commands"), document.indexOf("\n## Events"));
        return commands.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("(?<!\\\\)\\|"))
                .flatMap(cells -> Stream.of(cells[cells.length - 1], cells[1]))
                .flatMap(cell -> CODE.matcher(cell).results())
                .map((MatchResult code) -> "code." + code.group(1))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt"})
    void saysEachCodeOfACommand(String language) throws IOException {
        assertThat(codesOfCommands()).contains("code.TAKEN", "code.INTERNAL", "code.ID_REUSED");
        assertThat(names(language)).containsAll(codesOfCommands()).contains("code.other");
    }

    /// By its number, or with others by its status.
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt"})
    void saysEachProblem(String language) throws IOException {
        Set<String> names = names("more/" + language);

        assertThat(ProblemCode.values())
                .allMatch(code ->
                        names.contains("problem." + code.number())
                                || names.contains("problem." + code.status()));
    }
}

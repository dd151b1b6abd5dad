package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Comments name only promises of `docs/promises.md`, and the tests that it names exist.
class PromisesTest {

    private static final Pattern ROW = Pattern.compile("^\\| (D\\d+) \\| .* \\| (.*) \\|$");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern CITED = Pattern.compile("promises? (D\\d+)");

    /// A document outside the repository explains nothing in it.
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\b[Cc]ontracts? (channels|netomi|pega|sockets|cti|yalo)\\b");

    private final List<MatchResult> rows =
            Sources.lines(Sources.file("docs/promises.md")).stream()
                    .flatMap(line -> ROW.matcher(line).results())
                    .toList();

    @Test
    void areShownByTestsThatThereAre() {
        Set<String> files = java().map(file -> file.getFileName().toString()).collect(toSet());

        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(rows).allSatisfy(row -> assertThat(named(row)).isNotEmpty());
        assertThat(rows.stream().flatMap(PromisesTest::named).map(type -> type + ".java"))
                .isSubsetOf(files);
    }

    private static Stream<String> named(MatchResult row) {
        return TYPE.matcher(row.group(2)).results().map(type -> type.group(1));
    }

    @Test
    void areWrittenDownWhereTheyAreCited() {
        Stream<String> cited =
                java().map(file -> Sources.lines(file).stream().collect(joining(" ")))
                        .flatMap(text -> CITED.matcher(text).results())
                        .map(number -> number.group(1));

        assertThat(cited.distinct()).isSubsetOf(rows.stream().map(row -> row.group(1)).toList());
    }

    @Test
    void areNotToldByDocumentsThatAreElsewhere() {
        assertThat(java().flatMap(file -> Sources.found(file, ELSEWHERE)))
                .as("cite docs/protocol, or say the reason")
                .isEmpty();
    }

    private static Stream<Path> java() {
        return Sources.all().filter(file -> file.toString().endsWith(".java"));
    }
}

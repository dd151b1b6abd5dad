package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reliability.md` has each case once, and the tests that it names exist.
class ReliabilityTest {

    private static final String CASES =
            """
            A 01 03 05 06 07 08 09 10 11 12 13
            W 01 02 03 04 05 07 08 09 10 12 13
            E 01 02 04 05 06 07 09 11 12 13 14 15 16
            R 01 02 03 05 06 08 09 10
            J 01 02 03 04 05 07 09 10 11 12 14
            M 01 02 03 04 07
            S 01 02 04 05 07 08 09 11 12
            U 01 02 03 05 06 07 08 09 11 12 14 15 16 17
            T 01 02 03 04 05 07 08 09 10
            P 01 02 03 04 06 08 09 10
            C 01 02 03 04 05 06 07 08 09 10
            L 01 02 04 05 06 07
            X 01 03 04 05
            H 01 02 03 04 05 07
            """;
    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z]\\d\\d) \\| .* \\| .* \\| (.*) \\|$");
    private static final Pattern TEST =
            Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract|Stories))(?:\\.(\\w+))?`");

    private final List<String> lines = Sources.lines(Sources.file("docs/reliability.md"));
    private final List<MatchResult> rows =
            lines.stream().flatMap(line -> ROW.matcher(line).results()).toList();

    @Test
    void hasEachCaseOnce() {
        assertThat(rows.stream().map(row -> row.group(1))).containsExactlyElementsOf(cases());
    }

    private static List<String> cases() {
        return CASES.lines()
                .map(line -> line.split(" "))
                .flatMap(line -> Stream.of(line).skip(1).map(number -> line[0] + number))
                .toList();
    }

    @Test
    void saysForEachCaseWhatHoldsIt() {
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(
                                        TEST.matcher(row.group(2)).find()
                                                || row.group(2).equals("none: see below"))
                                .as(row.group(1))
                                .isTrue());
    }

    @Test
    void namesTestsThatThereAre() {
        Map<String, String> sources =
                Sources.all()
                        .filter(file -> TEST.matcher("`" + nameOf(file) + "`").matches())
                        .collect(
                                toMap(
                                        ReliabilityTest::nameOf,
                                        file -> String.join("\n", Sources.lines(file)),
                                        String::concat));

        assertThat(lines.stream().flatMap(line -> TEST.matcher(line).results()))
                .hasSizeGreaterThan(200)
                .allSatisfy(test -> assertThat(isThere(test, sources)).as(test.group()).isTrue());
    }

    private static boolean isThere(MatchResult test, Map<String, String> sources) {
        String source = sources.get(test.group(1));
        return source != null
                && (test.group(2) == null || source.contains("void " + test.group(2) + "("));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }
}

package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every statement of `SECURITY.md` names tests that prove it, and these tests exist.
class SecurityTest {

    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## What (?:the hub does by default|is bounded)$(.*?)(?=^## )");
    private static final Pattern CLAIM =
            Pattern.compile("(?ms)^(?:- |\\| (?!What a stranger))(.*?)(?=^- |^\\| |^Not |\\z)");
    private static final Pattern TEST =
            Pattern.compile("`(\\w+/)?([A-Z]\\w+(?:Test|IT|Contract|Stories|Story))`");

    private final List<String> claims =
            SECTION.matcher(String.join("\n", Sources.lines(Sources.file("SECURITY.md"))))
                    .results()
                    .flatMap(section -> CLAIM.matcher(section.group(1)).results())
                    .map(MatchResult::group)
                    .toList();

    @Test
    void isShownByTestsThatExist() {
        Set<String> files =
                Sources.all().map(file -> file.getFileName().toString()).collect(toSet());

        assertThat(claims).hasSizeGreaterThan(30);
        assertThat(claims).allSatisfy(claim -> assertThat(tests(claim)).isNotEmpty());
        assertThat(claims.stream().flatMap(SecurityTest::tests).map(test -> test + ".java"))
                .isSubsetOf(files);
    }

    private static Stream<String> tests(String claim) {
        return TEST.matcher(claim).results().map(test -> test.group(2));
    }
}

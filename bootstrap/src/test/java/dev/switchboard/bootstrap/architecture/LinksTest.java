package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The links of the documents lead to files and headings that exist.
class LinksTest {

    private static final Pattern CODE =
            Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

    /// A link without a scheme.
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s:]+)\\)");

    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

    @Test
    void leadSomewhere() {
        List<String> broken = documents().stream().flatMap(LinksTest::broken).toList();

        assertThat(documents()).hasSizeGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    @Test
    void showEachPicture() {
        String all = documents().stream().map(LinksTest::prose).collect(joining("\n"));

        assertThat(Sources.all())
                .filteredOn(file -> file.toString().matches(".*docs.images.[^.]+[.]png"))
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(all).contains("images/" + file.getFileName() + ")"));
    }

    private static List<Path> documents() {
        return Sources.all().filter(file -> file.toString().endsWith(".md")).toList();
    }

    private static Stream<String> broken(Path document) {
        return LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> document.getFileName() + ": " + link);
    }

    private static boolean leadsSomewhere(Path document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file);
        return Files.exists(target)
                && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    private static Set<String> anchors(Path document) {
        String text = prose(document);
        return Stream.concat(
                        HEADING.matcher(text).results().map(heading -> slug(heading.group(1))),
                        ANCHOR.matcher(text).results().map(anchor -> anchor.group(1)))
                .collect(toSet());
    }

    /// As GitHub makes it.
    private static String slug(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .strip()
                .replace(' ', '-');
    }

    private static String prose(Path document) {
        return CODE.matcher(String.join("\n", Sources.lines(document))).replaceAll("");
    }
}

package dev.switchboard.adapter.in.web.console;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WebTest
class ConsoleFilesTest {

    private static final Path PLACE = Path.of("src/main/resources/console");
    private static final Pattern NAMED = Pattern.compile("/console/([0-9a-f]{12})/([a-z0-9/.-]+)");
    private static final Pattern AT_ONCE =
            Pattern.compile("(?:modulepreload|stylesheet|module)\" (?:href|src)=\"([^\"]+)\"");
    private static final long AT_ONCE_PACKED = 70_000;
    private static final long ALL_PACKED = 160_000;
    private static final List<String> LANGUAGES = List.of("en", "es", "pt");

    private final Hub hub;

    ConsoleFilesTest(Hub hub) {
        this.hub = hub;
    }

    private List<MatchResult> named() {
        return NAMED.matcher(hub.get("/console").body()).results().toList();
    }

    private HttpResponse<String> packed(String path) {
        return hub.send(hub.request(path).header("Accept-Encoding", "gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/inbox/session:a", "/console/anything/else"})
    void answersEveryAddressWithThePage(String path) {
        HttpResponse<String> answer = hub.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!doctype html>").doesNotContain("{build}");
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("text/html;charset=utf-8"))
                .containsEntry("cache-control", List.of("no-cache"));
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.send("HEAD", path, "").statusCode()).isEqualTo(200);
        HttpRequest.Builder again = hub.request(path).header("If-None-Match", tag);
        assertThat(hub.send(again).statusCode()).isEqualTo(304);
    }

    @Test
    void letsThePageDoNothingButAskTheHub() {
        Map<String, List<String>> headers = hub.get("/console/inbox").headers().map();

        assertThat(headers.get("content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "require-trusted-types-for 'script'")
                .contains("trusted-types 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "data:", "http");
        assertThat(headers)
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("no-referrer"));
    }

    @Test
    void hasItsFilesKeptForEver() {
        for (MatchResult name : named()) {
            HttpResponse<String> answer = packed(name.group());

            assertThat(answer.statusCode()).as(name.group()).isEqualTo(200);
            assertThat(answer.headers().map())
                    .containsEntry("content-encoding", List.of("gzip"))
                    .containsEntry("vary", List.of("Accept-Encoding"))
                    .containsEntry("cache-control", List.of("max-age=31536000, public, immutable"));
        }
    }

    /// An error of a browser names a line of the repository.
    @Test
    void leavesOutCommentsTypesAndIndentsAndHasEveryLineInItsPlace() {
        for (MatchResult name : named()) {
            if (!name.group(2).endsWith(".js")) {
                continue;
            }
            List<String> written = read(PLACE.resolve(name.group(2))).lines().toList();
            List<String> served = hub.get(name.group()).body().lines().toList();

            assertThat(served).as(name.group(2)).hasSameSizeAs(written);
            for (int line = 0; line < served.size(); line++) {
                String code =
                        written.get(line)
                                .replaceAll("/\\*\\* @type .*?\\*/ ?", "")
                                .replaceAll(" // .*", "")
                                .stripLeading();
                assertThat(served.get(line)).isIn("", code);
                boolean isCode = !written.get(line).strip().matches("(//|/\\*\\*|\\*).*|");
                assertThat(served.get(line).equals(code)).isIn(isCode, true);
            }
            assertThat(served).noneMatch(line -> line.strip().matches("//.*|/\\*\\*|\\*/"));
        }
    }

    /// All behind it would be left out with the comments.
    @Test
    void hasNoTextThatLooksLikeAComment() {
        assertThat(scripts())
                .flatMap(script -> script.lines().toList())
                .filteredOn(line -> line.contains(" // "))
                .extracting(line -> line.substring(0, line.indexOf(" // ")))
                .allMatch(code -> isEven(code, '"') && isEven(code, '`') && isEven(code, '\''));
    }

    private static boolean isEven(String code, char quote) {
        return code.chars().filter(it -> it == quote).count() % 2 == 0;
    }

    /// Their blanks would be left out with the indents.
    @Test
    void hasNoTextOfSeveralLinesThatAreIndented() {
        for (MatchResult name : named()) {
            boolean inside = false;
            for (String line : read(PLACE.resolve(name.group(2))).lines().toList()) {
                assertThat(inside && line.startsWith(" ")).as(name.group(2) + line).isFalse();
                inside ^=
                        name.group(2).endsWith(".js")
                                && line.chars().filter(it -> it == '`').count() % 2 > 0;
            }
        }
    }

    @Test
    void doesNotHaveTheFilesOfOtherBuilds() {
        String file = named().getFirst().group(2);

        assertThat(hub.get("/console/000000000000/" + file).statusCode()).isEqualTo(404);
        assertThat(hub.get(named().getFirst().group() + "x").statusCode()).isEqualTo(404);
    }

    @Test
    void namesEveryFileAndStaysSmall() throws IOException {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PLACE)) {
            files.filter(Files::isRegularFile)
                    .map(file -> PLACE.relativize(file).toString())
                    .filter(name -> !name.equals("index.html") && !isImported(name))
                    .forEach(there::add);
        }

        assertThat(named().stream().map(name -> name.group(2)).collect(toSet())).isEqualTo(there);
        assertThat(LANGUAGES)
                .allSatisfy(language ->
                        assertThat(
                                        bytes(
                                                named().stream()
                                                        .filter(name ->
                                                                !isOfAnother(
                                                                        language, name.group(2)))
                                                        .map(MatchResult::group)))
                                .as(language)
                                .isLessThan(ALL_PACKED));
    }

    private static boolean isImported(String name) {
        return name.startsWith("css/")
                && read(PLACE.resolve("css/console.css"))
                        .contains("@import \"" + name.substring("css/".length()) + "\";");
    }

    @Test
    void servesAllStyleSheetsAsOne() {
        String sheet =
                named().stream()
                        .filter(name -> name.group(2).endsWith(".css"))
                        .map(name -> hub.get(name.group()).body())
                        .collect(joining("one file"));

        assertThat(sheet)
                .contains("@layer tokens, base", "@layer base {")
                .doesNotContain("@import", "one file", "{hue}");
    }

    /// Nobody reads two languages.
    private static boolean isOfAnother(String language, String file) {
        return file.startsWith("words/") && !file.endsWith(language + ".json");
    }

    /// Agents have no use for the hub's area. With what is always read come the words for it.
    @Test
    void loadsLittleForAnAgent() {
        List<String> loaded =
                AT_ONCE.matcher(hub.get("/console").body())
                        .results()
                        .map(link -> link.group(1))
                        .toList();

        assertThat(loaded).hasSizeLessThanOrEqualTo(40).noneMatch(name -> name.contains("/hub/"));
        assertThat(LANGUAGES)
                .allSatisfy(language ->
                        assertThat(bytes(Stream.concat(loaded.stream(), wordsAtOnce(language))))
                                .as(language)
                                .isLessThan(AT_ONCE_PACKED));
    }

    private Stream<String> wordsAtOnce(String language) {
        return named().stream()
                .filter(name -> name.group(2).equals("words/" + language + ".json"))
                .map(MatchResult::group);
    }

    /// All others are read with what needs them.
    @Test
    void hasTheWordsAtOnceThatAreNeededAtOnce() {
        String atOnce =
                AT_ONCE.matcher(hub.get("/console").body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(path -> path.endsWith(".js"))
                        .map(path -> read(PLACE.resolve(path.replaceFirst(".*?/js/", "js/"))))
                        .collect(joining());

        assertThat(words("en").propertyNames()).allMatch(name -> isUsed(name, atOnce));
        assertThat(words("more/en").propertyNames()).noneMatch(name -> isUsed(name, atOnce));
    }

    private static boolean isUsed(String name, String script) {
        return script.contains("\"" + name + "\"") || script.contains(stem(name));
    }

    private long bytes(Stream<String> paths) {
        return paths.distinct()
                .map(path -> packed(path).headers().firstValueAsLong("content-length"))
                .mapToLong(OptionalLong::orElseThrow)
                .sum();
    }

    /// What users wrote can become neither markup nor code nor style.
    @Test
    void neverHasATextParsed() {
        List<String> forbidden =
                List.of(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "new Function",
                        "srcdoc",
                        "javascript:",
                        "style=",
                        "\"style\"",
                        ".style",
                        "setTimeout(\"",
                        "localStorage.setItem(\"token",
                        "console.log");

        assertThat(scripts()).isNotEmpty();
        assertThat(scripts()).allSatisfy(script -> assertThat(script).doesNotContain(forbidden));
        assertThat(read(PLACE.resolve("index.html"))).doesNotContain("style=", "onclick", "<style");
    }

    @Test
    void isOfShortModules() {
        assertThat(scripts())
                .allSatisfy(script -> assertThat(script.lines().count()).isLessThan(300));
    }

    /// What is called the same in English, Spanish and Portuguese.
    private static final Set<String> SAME_IN_ALL =
            Set.of("author.bot", "attribute.email", "lane.bot");

    /// Each word of one language is in all three, and is used.
    @ParameterizedTest
    @ValueSource(strings = {"", "more/"})
    void speaksAllLanguagesWithTheSameWords(String place) {
        JsonNode english = words(place + "en");
        Set<String> names = new TreeSet<>(english.propertyNames());
        String all = String.join("\n", scripts());

        for (String language : List.of("es", "pt")) {
            JsonNode words = words(place + language);
            assertThat(new TreeSet<>(words.propertyNames())).as(language).isEqualTo(names);
            for (String name : names) {
                if (!SAME_IN_ALL.contains(name) && !name.startsWith("keys.")) {
                    assertThat(words.path(name)).as(name).isNotEqualTo(english.path(name));
                }
                assertThat(holes(words.path(name).toString()))
                        .as(language + " " + name)
                        .isEqualTo(holes(english.path(name).toString()));
            }
        }
        assertThat(names).allMatch(name -> isUsed(name, all));
    }

    /// Names such as `lost.expired` are put together from the hub's own codes.
    private static String stem(String name) {
        return "`" + name.replaceFirst("\\..*", ".") + "${";
    }

    private static Set<String> holes(String words) {
        return Pattern.compile("\\{[a-z]+}")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .collect(toSet());
    }

    private static JsonNode words(String language) {
        return JsonMapper.shared().readTree(read(PLACE.resolve("words/" + language + ".json")));
    }

    private static List<String> scripts() {
        try (Stream<Path> files = Files.walk(PLACE.resolve("js"))) {
            return files.filter(Files::isRegularFile).map(ConsoleFilesTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.switchboard.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The site of this repository's documents.
class SiteTest {

    private static final Repository HERE = new Repository(Path.of(".."));
    private static final Path DESCRIPTION = Path.of("../adapters-in-web/target/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What a page loads by itself.
    private static final Pattern LOADED =
            Pattern.compile("<(?:script|link|img|iframe)\\b[^>]*?(?:src|href)=\"([^\"]*)\"");

    private static final Site SITE = Site.of(HERE, null);

    @Test
    void hasAPageForEachDocument() {
        assertThat(HERE.documents()).hasSizeGreaterThan(50);
        assertThat(SITE.files().keySet())
                .contains("index.html", "docs/operations/upgrade.html")
                .containsAll(HERE.documents().stream().map(Addresses::of).toList());
    }

    @Test
    void hasNoLinkThatLeadsNowhere() {
        assertThat(SITE.brokenLinks()).isEmpty();
    }

    @Test
    void listsEachDocumentInTheNavigationOfEachPage() {
        String page = html("docs/adr/0001-two-stores-one-contract.html");

        assertThat(page)
                .contains("<details open><summary>Decisions</summary>")
                .contains("href=\"../../index.html\"")
                .contains("href=\"../operations/upgrade.html\"")
                .contains("href=\"0032-outcomes-and-tags.html\"")
                .contains("href=\"0001-two-stores-one-contract.html\" aria-current=\"page\"");
    }

    @Test
    void loadsNothingFromElsewhere() {
        assertThat(pages().toList())
                .allSatisfy(page -> {
                    assertThat(html(page))
                            .contains("content=\"default-src 'none'; script-src 'self';");
                    assertThat(html(page))
                            .doesNotContain(" style=\"", " onclick=", "<style", "<script>");
                    assertThat(LOADED.matcher(html(page)).results().map(match -> match.group(1)))
                            .noneMatch(
                                    address -> address.contains(":") || address.startsWith("//"));
                });
    }

    @Test
    void findsSectionsByTheirWords() {
        JsonNode index = JSON.readTree(SITE.files().get(Site.INDEX));

        assertThat(index.size()).isGreaterThan(400);
        assertThat(index.valueStream())
                .filteredOn(entry ->
                        entry.path("address")
                                .asString()
                                .equals("docs/operations/upgrade.html#going-back"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("page").asString()).isEqualTo("Upgrades");
                    assertThat(entry.path("text").asString()).contains("their idempotency keys");
                });
    }

    @Test
    void isTheSameBytesAgain() {
        Site again = Site.of(new Repository(Path.of("../docs/..")), null);

        assertThat(again.files().keySet()).isEqualTo(SITE.files().keySet());
        again.files()
                .forEach((address, bytes) ->
                        assertThat(bytes).as(address).isEqualTo(SITE.files().get(address)));
    }

    @Test
    void reportsBrokenLinksAndAnchors() {
        Links links =
                new Links(
                        new TreeMap<>(
                                Map.of(
                                        "a.html",
                                                bytes(
                                                        "<a href=\"b.html#there\">x</a> <a href=\"b.html#gone\">x</a>"),
                                        "b.html",
                                                bytes(
                                                        "<h2 id=\"there\">x</h2> <a href=\"c/d.html\">x</a>"))));

        assertThat(links.broken()).containsExactly("a.html: b.html#gone", "b.html: c/d.html");
    }

    @Test
    void refusesADocumentWithoutARoom() {
        assertThatThrownBy(() -> Room.of(List.of("README.md", "lost.md")))
                .hasMessageContaining("lost.md");
    }

    @Test
    void replacesWhatWasInItsFolder(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("out/old"));
        Files.writeString(folder.resolve("out/old/page.html"), "old");

        SITE.write(folder.resolve("out"));

        assertThat(folder.resolve("out/old")).doesNotExist();
        assertThat(folder.resolve("out/index.html")).content().contains("<h1 id=\"switchboard\">");
    }

    @Test
    void showsEachOperationOfTheApi() throws IOException {
        assumeTrue(Files.exists(DESCRIPTION), "SKIPPED: the tests of adapters-in-web make it");
        String description = Files.readString(DESCRIPTION);
        JsonNode api = JSON.readTree(description);

        Site site = Site.of(HERE, description);

        assertThat(site.brokenLinks()).isEmpty();
        String page =
                new String(Objects.requireNonNull(site.files().get(ApiReference.ADDRESS)), UTF_8);
        List<String> ids = api.path("paths").findValuesAsString("operationId");
        assertThat(ids).hasSizeGreaterThan(30);
        assertThat(ids).allSatisfy(id -> assertThat(page).contains("<h3 id=\"" + id + "\">"));
        assertThat(api.path("components").path("schemas").propertyNames())
                .allSatisfy(name -> assertThat(page).contains("<h3 id=\"schema-" + name + "\">"));
    }

    private static Stream<String> pages() {
        return SITE.files().keySet().stream().filter(address -> address.endsWith(".html"));
    }

    private static String html(String page) {
        return new String(Objects.requireNonNull(SITE.files().get(page)), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

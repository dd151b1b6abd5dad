package dev.switchboard.adapter.in.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.switchboard.adapter.in.web.WebSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/// The console under the name, the colour and the logo of a house.
class HouseTest {

    private static final String SVG =
            "<?xml version=\"1.0\"?><!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};
    private static final Pattern NAMED = Pattern.compile("/console/[0-9a-f]{12}/[a-z0-9/.-]+");

    @TempDir Path directory;
    private Path logo;

    @BeforeEach
    void nameAFile() {
        logo = directory.resolve("logo");
    }

    private static MockMvc house(String... settings) {
        Map<String, Object> named = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            named.put("switchboard.console." + parts[0], parts[1]);
        }
        return WebSlice.with(named, ConsoleWebConfiguration.class);
    }

    private static MockHttpServletResponse ask(MockMvc house, String path) throws Exception {
        return house.perform(get(path)).andReturn().getResponse();
    }

    private static MockHttpServletResponse file(MockMvc house, String ending) throws Exception {
        String path =
                NAMED.matcher(ask(house, "/console").getContentAsString())
                        .results()
                        .map(named -> named.group())
                        .filter(named -> named.endsWith(ending))
                        .findFirst()
                        .orElseThrow();
        return ask(house, path);
    }

    @Test
    void isCalledAsTheOperatorSays() throws Exception {
        MockMvc house = house("name= Café <b>\"Ángel\" & Co</b> ");

        assertThat(ask(house, "/console").getContentAsString(UTF_8))
                .contains(
                        "<title>Café &lt;b&gt;&quot;Ángel&quot; &amp; Co&lt;/b&gt;</title>",
                        "/icon.svg\"")
                .doesNotContain("{name}", "{icon}", "Switchboard", "<b>");
    }

    @Test
    void hasItsColourInItsOwnBuild() throws Exception {
        MockMvc house = house("hue=30");

        assertThat(file(house, "console.css").getContentAsString())
                .contains("--hue: 30;")
                .doesNotContain("{hue}");
        assertThat(file(house(), "console.css").getContentAsString()).contains("--hue: 258;");
        assertThat(ask(house, "/console").getContentAsString())
                .isNotEqualTo(ask(house(), "/console").getContentAsString());
    }

    @Test
    void showsItsLogo() throws Exception {
        Files.writeString(logo, "\ufeff" + SVG);
        MockHttpServletResponse svg = file(house("logo=" + logo), "/logo.svg");
        assertThat(svg.getContentType()).isEqualTo("image/svg+xml");
        assertThat(svg.getContentAsByteArray()).isEqualTo(Files.readAllBytes(logo));

        Files.write(logo, PNG);
        MockMvc house = house("logo=" + logo);
        assertThat(file(house, "/logo.png").getContentType()).isEqualTo("image/png");
        assertThat(file(house, "/logo.png").getContentAsByteArray()).isEqualTo(PNG);
        assertThat(ask(house, "/console").getContentAsString())
                .doesNotContain("/icon.svg")
                .contains("/icon-calling.svg");
    }

    @Test
    void isNotThereIfItIsSwitchedOff() throws Exception {
        String icon =
                NAMED.matcher(ask(house(), "/console").getContentAsString())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group();
        MockMvc house = house("enabled=false");

        assertThat(ask(house, "/console").getStatus()).isEqualTo(404);
        assertThat(ask(house, "/console/inbox").getStatus()).isEqualTo(404);
        assertThat(ask(house, icon).getStatus()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><svg/></html>", "<svg>", "GIF89a", "", "{\"svg\":1}"})
    void hasNoOtherPicture(String content) throws IOException {
        Files.writeString(logo, content);

        assertThatThrownBy(() -> house("logo=" + logo))
                .rootCause()
                .hasMessage("switchboard.console.logo must be a PNG or an SVG");
    }

    @Test
    void hasNoPictureThatIsLargeOrMissing() throws IOException {
        assertThatThrownBy(() -> house("logo=" + logo))
                .rootCause()
                .hasMessage("switchboard.console.logo must be a file that the hub can read");
        assertThatThrownBy(() -> house("logo=" + directory))
                .rootCause()
                .hasMessage("switchboard.console.logo must be a file that the hub can read");
        Files.writeString(logo, SVG + " ".repeat(65_536));
        assertThatThrownBy(() -> house("logo=" + logo))
                .rootCause()
                .hasMessage("switchboard.console.logo must have 64 KB at most");
    }

    @ParameterizedTest
    @CsvSource({
        "name=' ', switchboard.console.name must have 1 to 40 characters in one line",
        "name=12345678901234567890123456789012345678901,"
                + " switchboard.console.name must have 1 to 40 characters in one line",
        "name=a\u202eb, switchboard.console.name must have 1 to 40 characters in one line",
        "hue=-1, switchboard.console.hue must be from 0 to 360",
        "hue=361, switchboard.console.hue must be from 0 to 360",
        "session=0s, switchboard.console.session must be positive"
    })
    void refusesWhatItCannotShow(String setting, String why) {
        assertThatThrownBy(() -> house(setting.replace("'", ""))).rootCause().hasMessage(why);
    }
}

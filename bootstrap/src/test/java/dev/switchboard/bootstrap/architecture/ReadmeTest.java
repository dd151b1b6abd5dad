package dev.switchboard.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a stranger reads first.
class ReadmeTest {

    private static final int MOST_WORDS = 900;
    private static final Pattern NEWEST_RELEASE = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+) ");

    /// A promise of "once" for webhooks would be a wrong one.
    private static final Pattern ONCE = Pattern.compile("deliver(s|ed)?\\b[^.|]{0,80}\\bonce\\b");

    private final String readme = text("README.md");

    @Test
    void isReadInFiveMinutes() {
        assertThat(readme.split("\\s+")).hasSizeLessThan(MOST_WORDS);
    }

    @Test
    void namesTheNewestRelease() {
        Matcher release = NEWEST_RELEASE.matcher(text("CHANGELOG.md"));

        assertThat(release.find()).isTrue();
        assertThat(readme).contains("Version " + release.group(1) + ".");
    }

    @Test
    void saysHowOftenOnceIs() {
        assertThat(ONCE.matcher(readme).results())
                .allSatisfy(
                        found -> assertThat(found.group()).containsAnyOf("exactly", "at least"));
    }

    private static String text(String name) {
        try {
            return Files.readString(Sources.file(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

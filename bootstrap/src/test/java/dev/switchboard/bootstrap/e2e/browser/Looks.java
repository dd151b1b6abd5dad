package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Looks at states of the console, and keeps what is wrong with them: on a desk's screen and on a
/// telephone's in both themes; at 200 % and at 320 pixels in each language.
final class Looks {

    private static final int DESK = 1440;
    private static final int TELEPHONE = 390;
    private static final List<String> LANGUAGES = List.of("es", "pt", "en");

    private final List<String> wrong = new ArrayList<>();

    private void keep(String look, List<String> found) {
        found.forEach(one -> wrong.add(look + ": " + one));
    }

    void at(ConsolePage page, String state) throws IOException {
        for (int width : new int[] {DESK, TELEPHONE}) {
            page.tab().resize(width, 900);
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.awaitDrawn();
                String look = state + " " + width + " " + theme;
                keep(look, page.findings());
                keep(look + " nameless", page.nameless());
                page.keepPicture("look-" + look.replaceAll("\\W+", "-"), width);
            }
            keepPlaces(page, state + " " + width);
        }
        keep(state, page.small()); // at the telephone's width
        for (int width : new int[] {DESK / 2, 320}) {
            page.tab().resize(width, 450);
            for (String language : LANGUAGES) {
                Modules.speak(page, language);
                String look = state + " " + width + " " + language;
                keepPlaces(page, look);
                keep(look, page.cutWords());
            }
        }
        page.tab().resize(DESK, 900);
    }

    private void keepPlaces(ConsolePage page, String look) {
        keep(look, page.fits() ? List.of() : List.of("wider than the screen"));
        keep(look + " beside", page.beside());
    }

    /// Says what was wrong since it was asked last.
    void assertWell() {
        List<String> found = List.copyOf(wrong);
        wrong.clear();
        assertThat(found).isEmpty();
    }
}

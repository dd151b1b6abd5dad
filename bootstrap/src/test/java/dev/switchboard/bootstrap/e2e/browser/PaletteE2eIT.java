package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The field of the console that leads everywhere, and does what can be done.
@Tag("nightly")
class PaletteE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ALT = 1;
    private static final int CONTROL = 2;
    private static final String FIELD = "dialog[open] input[role=combobox]";
    private static final String OPENER = ".top .opener";
    private static final String SEEN = "document.querySelector('.opener').checkVisibility()";
    private static final String CHOSEN = ".palette [aria-selected=true] .words";

    PaletteE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void open(ConsolePage page) {
        page.tab().press("k", "KeyK", 'K', CONTROL);
        page.awaitThere(FIELD);
    }

    /// Opens it, and chooses the first of what these words find.
    private static void choose(ConsolePage page, String words, String found) {
        open(page);
        page.tab().type(words);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page.all(CHOSEN)).containsExactly(found));
        page.enter();
        await().atMost(SOON).until(() -> !page.has(".palette"));
    }

    private static String heading(ConsolePage page) {
        return page.tab().run("document.querySelector('main h1').innerText").asString();
    }

    @Test
    void leadsAnAdminToEveryScreen() throws IOException {
        ConsolePage page = admin("");
        page.awaitThere(".top");

        open(page);
        assertThat(page.findings()).isEmpty();
        assertThat(page.nameless()).isEmpty();
        page.tab().type("nothing is called so");
        page.awaitAll(".palette [role=status]", "Nothing is called that.");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(FIELD));

        choose(page, "hub park", "Parked");
        await().atMost(SOON).until(() -> heading(page).equals("Parked"));
        choose(page, "SÉTTINGS", "Settings");
        await().atMost(SOON).until(() -> heading(page).equals("Settings"));
    }

    @Test
    void isOpenedByAButtonOnATelephone() throws IOException {
        ConsolePage page = somebody("AGENT");
        page.awaitThere(OPENER);
        assertThat(page.tab().run(SEEN).asBoolean()).isFalse();
        page.tab().resize(390, 844);
        assertThat(page.tab().run(SEEN).asBoolean()).isTrue();

        page.click(OPENER);
        page.awaitThere(FIELD + ":focus");
        page.assertLooks("palette");
        page.tab().type("settings");
        page.awaitAll(CHOSEN, "Settings");
        page.click(".palette [aria-selected=true]");

        await().atMost(SOON).until(() -> heading(page).equals("Settings"));
        page.tab().resize(1440, 900);
    }

    @Test
    void doesForAnAgentWhatCanBeDoneAndLeavesWhatIsWritten() {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = visit("", name, Staff.PASSWORD);
        page.awaitOnline();
        pages.customer(hub, "one");
        page.awaitThere(".offer button.primary:enabled");

        String customer = page.all(".offer strong").getFirst();
        choose(page, "accept", "accepts the first offer: " + customer);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.tab().type("half a sentence");
        open(page);
        assertThat(page.all(".palette .words"))
                .contains("ends the conversation")
                .doesNotContain("accepts the first offer: " + customer, "Parked");
        page.tab().press("ArrowDown", "ArrowDown", 40, 0);
        page.awaitAll(CHOSEN, "writes a note for agents alone");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        assertThat(page.draft()).isEqualTo("half a sentence");

        assertThat(page.focused()).isEqualTo("TEXTAREA");
        page.tab().press("k", "KeyK", 'K', CONTROL | ALT); // AltGr, which types a sign
        page.awaitDrawn();
        assertThat(page.has(FIELD)).isFalse();

        choose(page, "settings", "Settings");
        choose(page, "yours", customer);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        assertThat(page.draft()).isEqualTo("half a sentence");
        choose(page, "ends", "ends the conversation");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(".composer.gone");
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Somebody who has a keyboard and nothing else.
final class Hands {

    /// What does what a dialog asks about.
    static final String DEED = "dialog[open] [type=submit]";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ALT_GR = 3;
    private static final int MOST_TABS = 200;

    private final ConsolePage page;
    private final List<String> lost = new ArrayList<>();
    private int keys;

    Hands(ConsolePage page) {
        this.page = page;
    }

    ConsolePage page() {
        return page;
    }

    /// After which keys the focus was nowhere.
    List<String> lost() {
        return lost;
    }

    int keys() {
        return keys;
    }

    void looks(String after) {
        keys++;
        page.awaitDrawn();
        if (page.tab().run("document.activeElement === document.body").asBoolean()) {
            lost.add(after);
        }
    }

    void press(String key, int number, int modifiers) {
        page.tab().press(key, key, number, modifiers);
        looks(key);
    }

    void alt(String letter) {
        page.alt(letter);
        looks("Alt " + letter);
    }

    /// What types a sign on many layouts.
    void altGr(String sign, String letter) {
        page.tab().press(sign, "Key" + letter, letter.charAt(0), ALT_GR);
        looks("AltGr " + letter);
    }

    void enter() {
        page.tab().enter();
        looks("Enter");
    }

    /// Presses what is switched off while the hub is asked: it may lose the focus until then.
    void ask(String outcome) {
        page.tab().enter();
        awaitThere(outcome);
    }

    void type(String text) {
        page.tab().type(text);
        looks(text);
    }

    void tabTo(String selector) {
        page.awaitThere(selector);
        tabUntil(selector, () -> isAt(selector));
    }

    /// Goes on to what is called this.
    void tabToNamed(String name) {
        String called =
                "(one => [one.getAttribute('aria-label'), one.innerText, one.labels?.[0]?.innerText].includes('%s'))(document.activeElement)"
                        .formatted(name);
        tabUntil(name, () -> page.tab().run(called).asBoolean());
    }

    private void tabUntil(String what, BooleanSupplier isThere) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (isThere.getAsBoolean()) {
                return;
            }
            page.tab().press("Tab", "Tab", 9, 0);
            page.awaitDrawn();
        }
        throw new AssertionError("The Tab key does not lead to " + what);
    }

    /// Presses what is called this. Nobody looks until there is what came of it.
    void pressNamed(String name) {
        tabToNamed(name);
        page.tab().enter();
    }

    void awaitAmong(String selector, String text) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all(selector))
                                .anySatisfy(each -> assertThat(each).contains(text)));
    }

    void awaitTold(String text) {
        awaitAmong(".told", text);
        looks("told " + text);
    }

    void awaitClosed() {
        await().atMost(SOON).until(() -> !page.has("dialog"));
        looks("the dialog closed");
    }

    /// Does what a dialog asks about, and waits until it is done.
    void confirm() {
        tabTo(DEED);
        page.tab().enter();
        awaitClosed();
    }

    /// Goes through the choices of a dialog until this one is made.
    void choose(String selector) {
        awaitThere("dialog[open] " + selector);
        while (!page.has("dialog[open] " + selector + ":checked")) {
            if (isAt("dialog[open] input[type=radio]")) {
                press("ArrowDown", 40, 0);
            } else {
                page.tab().press("Tab", "Tab", 9, 0);
            }
        }
    }

    boolean isAt(String selector) {
        return page.tab()
                .run("document.activeElement.matches('%s')".formatted(selector))
                .asBoolean();
    }

    void awaitAt(String selector) {
        await().atMost(SOON).until(() -> isAt(selector));
        looks("at " + selector);
    }

    void awaitThere(String selector) {
        page.awaitThere(selector);
        looks("there " + selector);
    }

    void signIn(String name) {
        tabTo("input[name=username]");
        type(name);
        tabTo("input[name=password]");
        type(Staff.PASSWORD);
        ask(".top");
    }
}

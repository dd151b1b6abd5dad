package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The console from an agent's view.
record ConsolePage(Tab tab) {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ALT = 1;
    private static final Set<String> PEOPLE = Set.of("USER", "AGENT");

    /// The inbox without an open conversation.
    static final String NONE_OPEN = ".inbox.closed";

    /// The visible texts of a selector.
    List<String> all(String selector) {
        return texts(
                "[...document.querySelectorAll('%s')].map(one => one.innerText)"
                        .formatted(selector));
    }

    private List<String> texts(String expression) {
        return tab.run(expression).valueStream().map(JsonNode::asString).toList();
    }

    boolean has(String selector) {
        return tab.run("Boolean(document.querySelector('%s'))".formatted(selector)).asBoolean();
    }

    void awaitThere(String selector) {
        await().atMost(SOON).until(() -> has(selector));
    }

    void signIn(String name, String password) {
        awaitThere("input[name=username]");
        focus("input[name=username]");
        tab.type(name);
        focus("input[name=password]");
        tab.type(password);
        enter();
    }

    /// Signs out if somebody is signed in, whatever is lost by it.
    void signOut() {
        pressSignOut();
        await().atMost(SOON)
                .until(() -> {
                    tab.run(
                            "document.querySelector('dialog:has(.losing) .end >"
                                    + " :last-child')?.click()");
                    return has(".sign-in-page");
                });
    }

    void pressSignOut() {
        tab.run("document.querySelector('.top > button')?.click()");
    }

    void focus(String selector) {
        tab.run("document.querySelector('%s').focus()".formatted(selector));
    }

    void enter() {
        tab.run(
                """
                (active => active.form && active.tagName === 'INPUT'
                    ? active.form.requestSubmit()
                    : active.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })))
                (document.activeElement)\
                """);
    }

    /// Waits until all that has changed by now is drawn.
    void awaitDrawn() {
        tab.awaitDrawn();
    }

    void alt(String letter) {
        tab.press(letter.toLowerCase(Locale.ROOT), "Key" + letter, letter.charAt(0), ALT);
    }

    /// Opens one of the first nine conversations by its key.
    void openNth(int number) {
        char digit = (char) ('0' + number);
        tab.press(String.valueOf(digit), "Digit" + digit, digit, ALT);
    }

    /// Chooses an option by its value.
    void choose(String selector, String value) {
        awaitThere(selector + ":enabled option[value=\"" + value + "\"]");
        fill(selector, value);
    }

    /// Puts a value into a field of whatever kind.
    void fill(String selector, String value) {
        awaitThere(selector);
        tab.run(
                """
                (field => {
                    field.value = '%s';
                    field.dispatchEvent(new Event('input', { bubbles: true }));
                    field.dispatchEvent(new Event('change', { bubbles: true }));
                })(document.querySelector('%s'))\
                """
                        .formatted(value, selector));
    }

    void click(String selector) {
        awaitThere(selector);
        tab.run("document.querySelector('%s').click()".formatted(selector));
    }

    void awaitOnline() {
        awaitThere(".line.online");
    }

    /// Accepts the next offer by the keyboard.
    void accept() {
        awaitThere(".offer button.primary:enabled");
        List<String> before = all(".head h2");
        alt("A");
        await().atMost(SOON)
                .until(() ->
                        has(".head h2")
                                && !all(".head h2").equals(before)
                                && focused().equals("TEXTAREA"));
    }

    /// Ends the conversation that is open, so that it is offered to nobody else.
    void end() {
        alt("E");
        click("dialog[open] button[type=submit]");
        awaitThere(NONE_OPEN);
    }

    void passOn(String colleague, String note) {
        alt("T");
        click("dialog[open] input[value=\"a" + colleague + "\"]");
        focus("dialog[open] textarea[name=note]");
        tab.type(note);
        click("dialog[open] button[type=submit]");
    }

    String focused() {
        return tab.run("document.activeElement.tagName").asString();
    }

    void answer(String text) {
        focus(".composer textarea");
        tab.type(text);
        enter();
    }

    /// Waits for these messages, oldest first, without author and time.
    void awaitSaid(String... texts) {
        awaitAll(".said .text", texts);
    }

    /// Waits for these texts, because the page draws changes with its next frame.
    void awaitAll(String selector, String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(all(selector)).containsExactly(texts));
    }

    /// What people said in the open conversation, oldest first, as far as it is drawn.
    List<String> words() {
        return all(".said.user .text, .said.agent .text, .said.own .text");
    }

    /// All that people said in a conversation, oldest first, as the hub has it.
    static List<String> words(HubClient admin, String conversation) {
        return words(admin, conversation, PEOPLE);
    }

    /// @param parties those of them who speak
    static List<String> words(HubClient admin, String conversation, Set<String> parties) {
        return admin.messages(conversation).stream()
                .filter(item -> parties.contains(item.at("/author/party").asString()))
                .map(item -> item.path("content"))
                .map(content ->
                        content.at("/messagePayload/text")
                                .asString(content.path("text").asString("")))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    String draft() {
        return tab.run("document.querySelector('.composer textarea').value").asString();
    }

    /// Shows what is known of the customer; in a window that was small it is hidden.
    void showDetails() {
        if (!has(".details")) {
            click(".head button[aria-label=Customer]");
        }
    }

    /// Has the next file [#downloaded] that the page makes.
    void keepDownloads() {
        tab.run(
                """
                (() => {
                    const make = URL.createObjectURL;
                    URL.createObjectURL = (blob) => {
                        const reader = new FileReader();
                        reader.onload = () => (window.kept = reader.result);
                        reader.readAsDataURL(blob);
                        return make.call(URL, blob);
                    };
                })()\
                """);
    }

    /// The text of the last one; empty before.
    String downloaded() {
        return new String(downloadedBytes(), UTF_8);
    }

    /// The bytes of the last one; none before.
    byte[] downloadedBytes() {
        String data = tab.run("window.kept ?? ''").asString();
        return Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
    }

    /// Keeps a picture for people, in the directory of `-Dswitchboard.picture=…`, if there is one.
    void keepPicture(String name, int width) throws IOException {
        String directory = System.getProperty("switchboard.picture");
        if (directory != null) {
            Files.write(Path.of(directory, name + ".png"), tab.picture(width, 900));
        }
    }

    /// The elements without an accessible name, as far as they are to be seen.
    List<String> nameless() {
        return texts(
                """
                [...document.querySelectorAll('button, a, input, select, textarea, dialog')]
                    .filter(one => one.checkVisibility())
                    .filter(one => !(one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')
                        || one.innerText?.trim() || one.labels?.length))
                    .map(one => one.outerHTML)\
                """);
    }

    /// What can be pressed or written in, and lies beside the screen.
    List<String> beside() {
        return texts(
                """
                [...document.querySelectorAll('button, a, select, textarea, input:not(.unseen)')]
                    .filter(one => one.checkVisibility() && !one.matches('.skip, .unseen'))
                    .filter(one => { const { left, right } = one.getBoundingClientRect(); return left < 0 || right > innerWidth + 1 })
                    .map(one => one.outerHTML)\
                """);
    }

    /// What can be pressed or written in, and is smaller than a finger.
    List<String> small() throws IOException {
        return texts(Tab.script("/small-targets.js"));
    }

    /// The console's own words that are broken, or of which a part cannot be seen.
    List<String> cutWords() throws IOException {
        return texts(Tab.script("/cut-words.js"));
    }

    /// Whether nothing is wider than the screen.
    boolean fits() {
        return tab.run("document.documentElement.scrollWidth <= innerWidth").asBoolean();
    }

    /// The findings of axe.
    List<String> findings() throws IOException {
        return tab.findings();
    }

    /// Looks at it on a desk's screen and on a telephone's, in both themes.
    void assertLooks(String screen) throws IOException {
        for (int width : new int[] {1440, 390}) {
            for (String theme : List.of("light", "dark")) {
                tab.prefers(theme);
                tab.resize(width, 900);
                keepPicture(screen + "-" + width + "-" + theme, width);
                assertThat(fits()).as(screen + " " + width).isTrue();
                assertThat(nameless()).as(screen).isEmpty();
                assertThat(findings()).as(screen + " " + width + " " + theme).isEmpty();
            }
            assertThat(width == 390 ? small() : List.of()).as(screen).isEmpty();
        }
        tab.resize(1440, 900);
    }

    /// All data that scripts and other pages of the machine could read.
    String kept() {
        return tab.run(
                        """
                        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
                            document.documentElement.outerHTML, performance.getEntries().map(one => one.name)])\
                        """)
                .asString();
    }
}

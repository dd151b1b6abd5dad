package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The demonstration page from a user's view.
record CustomerPage(Tab tab) {

    private static final Duration SOON = Duration.ofSeconds(60);

    static final String BOT = "netomi";
    static final String DESK = "pega";
    static final String PHONE = "whatsapp";
    static final String AGENT = "agent";

    /// Types a text into a chat's form and sends it.
    void say(String chat, String text) {
        tab.run(
                """
                (() => {
                    const form = document.querySelector('#%s form:last-of-type');
                    form.elements.text.value = '%s';
                    form.requestSubmit();
                })()\
                """
                        .formatted(chat, text));
    }

    /// Presses the first button with this label.
    void press(String label) {
        tab.run(
                "[...document.querySelectorAll('button')].find(b => b.textContent === '%s').click()"
                        .formatted(label));
    }

    /// Presses the first button with this label in a panel, as soon as it is there.
    void press(String chat, String label) {
        String press = "(button => button?.click() ?? Boolean(button))";
        await().atMost(SOON)
                .until(() -> tab.run(press + "(" + button(chat, label) + ")").asBoolean());
    }

    /// Waits for a visible button in a panel.
    void awaitThere(String chat, String label) {
        await().atMost(SOON)
                .until(() -> tab.run("Boolean(" + button(chat, label) + ")").asBoolean());
    }

    private static String button(String chat, String label) {
        return """
        [...document.querySelectorAll('#%s button')].find(
            one => one.offsetParent && one.textContent === '%s')\
        """
                .formatted(chat, label);
    }

    /// The agents that the page names.
    List<String> accounts() {
        return tab.run("[...document.querySelectorAll('.accounts li')].map(li => li.textContent)")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /// The number of visible pictures in a chat.
    int pictures(String chat) {
        return tab.run(
                        "[...document.querySelectorAll('#%s .log img')].filter(img => img.naturalWidth > 0).length"
                                .formatted(chat))
                .asInt();
    }

    void awaitPictures(String chat, int number) {
        await().atMost(SOON).until(() -> pictures(chat) == number);
    }

    /// Waits for this text about the user's state, or about the agent.
    void awaitStanding(String chat, String text) {
        await().atMost(SOON)
                .until(() ->
                        tab.run(
                                        "document.querySelector('#%s .standing').textContent"
                                                .formatted(chat))
                                .asString()
                                .equals(text));
    }

    /// The lines of a chat, oldest first: own ones begin with `>`, the system's with `*`.
    List<String> lines(String chat) {
        JsonNode lines =
                tab.run(
                        """
                        [...document.querySelectorAll('#%s .log > ol > li')].map(li =>
                            li.classList.contains('system') ? '* ' + li.textContent
                            : (li.classList.contains('own') ? '> ' : '')
                                + [...li.querySelectorAll('.bubble')].map(b => b.textContent).join(' | '))\
                        """
                                .formatted(chat));
        return lines.valueStream().map(JsonNode::asString).toList();
    }

    /// The delivery state of each message of a chat, oldest first.
    List<String> ticks(String chat) {
        return tab.run(
                        "[...document.querySelectorAll('#%s .note .ticks')].map(t => t.dataset.reached)"
                                .formatted(chat))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /// The visible chats.
    List<String> panels() {
        return tab.run(
                        "[...document.querySelectorAll('.chat')].filter(c => c.offsetParent).map(c => c.id)")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /// The hint of an empty chat; empty once the chat has a message.
    String hint(String chat) {
        return tab.run(
                        "(hint => hint.offsetParent ? hint.textContent : '')(document.querySelector('#%s .try'))"
                                .formatted(chat))
                .asString();
    }

    /// The visible controls that are smaller than this, in pixels of the page.
    List<String> tooSmall(int pixels) {
        return tab.run(
                        """
                        [...document.querySelectorAll('button, input, select, .choices a')]
                            .filter(one => one.offsetParent)
                            .map(one => [one, one.getBoundingClientRect()])
                            .filter(([, { width, height }]) => Math.min(width, height) < %d)
                            .map(([one, { width, height }]) => `${one.outerHTML}: ${width}x${height}`)\
                        """
                                .formatted(pixels))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /// `connected`, `connecting` or `cut`.
    String state() {
        return tab.run("document.getElementById('state').dataset.state").asString();
    }

    /// Its text about the connection.
    String stateText() {
        return tab.run("document.getElementById('state-text').textContent").asString();
    }

    void awaitState(String state) {
        await().atMost(SOON).until(this::state, state::equals);
    }

    void awaitLines(String chat, String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(lines(chat)).containsExactly(lines));
    }

    /// Waits until these are among the lines of a chat, in this order.
    void awaitAmong(String chat, String... lines) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(lines(chat)).containsSubsequence(lines));
    }

    /// Waits until every message of a chat is delivered.
    void awaitAllAcked(String chat) {
        await().atMost(SOON).untilAsserted(() -> assertThat(ticks(chat)).containsOnly("acked"));
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/// The wall board of the demonstration, as somebody sees and uses it.
record WallBoard(Tab tab) {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// How many people it shows.
    int people() {
        return tab.run("document.querySelectorAll('.person').length").asInt();
    }

    /// What one tile says: name, unread, call, availability.
    String tile(long user) {
        return tab.run(
                        """
                        [...document.querySelectorAll('[data-user="%d"] > :not([hidden])')]
                            .map(part => part.textContent).filter(text => text).join(' | ')\
                        """
                                .formatted(user))
                .asString();
    }

    void awaitTile(long user, String says) {
        await().atMost(SOON).untilAsserted(() -> assertThat(tile(user)).isEqualTo(says));
    }

    /// Chooses whose telephone the buttons play.
    void choose(long user) {
        tab.run("document.querySelector('[data-user=\"%d\"]').click()".formatted(user));
    }

    void press(String label) {
        tab.run(
                "[...document.querySelectorAll('button')].find(b => b.textContent === '%s').click()"
                        .formatted(label));
    }

    /// What it says about its connection.
    String stateText() {
        return tab.run("document.getElementById('state-text').textContent").asString();
    }

    void awaitState(String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stateText()).isEqualTo(text));
    }

    /// How many are ringing, on a call, free; and the sum of what is unread.
    String counts() {
        return tab.run(
                        "['ringing', 'talking', 'free', 'unread']"
                                + ".map(id => document.getElementById(id).textContent).join(' ')")
                .asString();
    }

    /// Whether nothing of it is beyond the right edge, and the buttons are on the screen.
    boolean fits() {
        return tab.run(
                        """
                        document.documentElement.scrollWidth <= window.innerWidth
                            && [...document.querySelectorAll('[data-do]')].every(key => {
                                const place = key.getBoundingClientRect();
                                return place.height >= 30 && place.left >= 0
                                    && place.right <= window.innerWidth && place.bottom <= window.innerHeight;
                            })\
                        """)
                .booleanValue();
    }
}

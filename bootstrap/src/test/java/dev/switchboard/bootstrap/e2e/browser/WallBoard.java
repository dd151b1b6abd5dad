package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/// The wall board of the demonstration from a user's view.
record WallBoard(Tab tab) {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// The number of people that it shows.
    int people() {
        return tab.run("document.querySelectorAll('.person').length").asInt();
    }

    /// The texts of one tile: name, unread, call, availability.
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

    /// Chooses the user whose telephone the buttons control.
    void choose(long user) {
        tab.run("document.querySelector('[data-user=\"%d\"]').click()".formatted(user));
    }

    void press(String label) {
        tab.run(
                "[...document.querySelectorAll('button')].find(b => b.textContent === '%s').click()"
                        .formatted(label));
    }

    /// Its text about the connection.
    String stateText() {
        return tab.run("document.getElementById('state-text').textContent").asString();
    }

    void awaitState(String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stateText()).isEqualTo(text));
    }

    /// The numbers of people ringing, on a call and free, and the sum of unread messages.
    String counts() {
        return tab.run(
                        "['ringing', 'talking', 'free', 'unread']"
                                + ".map(id => document.getElementById(id).textContent).join(' ')")
                .asString();
    }

    /// Holds the pulse of those who ring where it has most colour.
    void holdPulse() {
        tab.run(
                """
                document.getAnimations().forEach(pulse => {
                    pulse.pause();
                    pulse.currentTime = 1000;
                })\
                """);
    }

    /// Whether nothing is beyond the right edge, and the buttons are on the screen.
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

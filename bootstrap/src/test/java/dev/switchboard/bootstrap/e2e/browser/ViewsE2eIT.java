package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Screens with their filters, saved under names.
@Tag("nightly")
class ViewsE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NAME = "dialog[open] input[name=name]";
    private static final String SAVE = "dialog[open] button[type=submit]";
    private static final String ROWS = "details.views li a";

    ViewsE2eIT(LiveHub hub) {
        super(hub);
    }

    private static String hash(ConsolePage page) {
        return page.tab().run("location.hash").asString();
    }

    private static void open(ConsolePage page) {
        page.awaitThere("details.views");
        page.tab().run("document.querySelector('details.views').open = true");
    }

    /// Saves what is open.
    private static void save(ConsolePage page, String name, String... more) {
        open(page);
        page.click("details.views > button");
        page.fill(NAME, name);
        for (String selector : more) {
            page.click(selector);
        }
        page.click(SAVE);
        await().atMost(SOON).until(() -> !page.has("dialog[open]"));
        await().atMost(SOON).until(() -> page.all(ROWS).contains(name));
    }

    @Test
    void openTheScreenWithItsFiltersAgain() throws IOException {
        ConsolePage page = admin("/hub/parked#target=channel%3Aslack&reason=exhausted");
        save(page, HOSTILE);
        assertThat(page.has(ROWS + "[aria-current]")).isTrue();
        assertThat(page.findings()).isEmpty();
        assertThat(page.nameless()).isEmpty();
        page.tab().resize(320, 800);
        assertThat(page.fits()).isTrue();
        page.tab().resize(1440, 900);

        page.click(".ways a[href=\"/console/hub/deliveries\"]");
        await().atMost(SOON).until(() -> page.all(ROWS).isEmpty());
        page.click(".ways a[href=\"/console/hub/parked\"]");
        open(page);
        assertThat(hash(page)).isEmpty();
        await().atMost(SOON).until(() -> page.all(ROWS).contains(HOSTILE));
        page.click(ROWS);
        await().atMost(SOON)
                .until(() -> hash(page).equals("#target=channel%3Aslack&reason=exhausted"));
        page.awaitThere("input[name=reason]");
        assertThat(page.tab().run("document.querySelector('input[name=reason]').value").asString())
                .isEqualTo("exhausted");

        open(page);
        page.click("details.views li button");
        page.fill(NAME, "Slack is slow");
        page.click(SAVE);
        page.awaitAll(ROWS, "Slack is slow");
        page.click("details.views li button");
        page.click("dialog[open] .danger");
        page.awaitAll(ROWS);
    }

    @Test
    void askForTheFiguresOfAPeriodAgain() {
        String query = "period=week&of=agents&by=day";
        ConsolePage page = somebody("SUPERVISOR");
        page.click("a[href=\"/console/floor\"]");
        page.click(".ways a[href$=\"floor/figures\"]");
        page.choose("[name=period]", "week");
        page.choose("[name=of]", "agents");
        page.choose("[name=by]", "day");
        page.click(".filter [type=submit]");
        await().atMost(SOON).until(() -> hash(page).equals("#" + query));
        String name = LiveHub.fresh("view");
        save(page, name);

        page.click(".ways a[href$=\"floor/figures\"]");
        await().atMost(SOON).until(() -> hash(page).isEmpty());
        open(page);
        await().atMost(SOON).until(() -> page.all(ROWS).contains(name));
        page.click(ROWS);

        await().atMost(SOON).until(() -> hash(page).equals("#" + query));
        assertThat(page.tab().run("document.querySelector('[name=period]').value").asString())
                .isEqualTo("week");
        page.choose("[name=period]", "dates");
        page.fill("[name=from]", "2020-01-01");
        page.fill("[name=to]", "2020-01-02");
        page.click(".filter [type=submit]");
        page.awaitAll("main .empty", "Nothing happened in this time.");
    }

    @Test
    void areSavedOnceIfTheAnswerWasLost() {
        String name = LiveHub.fresh("view");
        ConsolePage page = admin("/hub/parked#target=channel%3Alost");
        open(page);
        page.tab()
                .run(
                        """
                        (() => {
                            const ask = window.fetch;
                            window.fetch = async (path, init) => {
                                const answer = await ask(path, init);
                                if (path === '/v1/views' && init?.method === 'POST' && !window.lost) {
                                    window.lost = true;
                                    throw new TypeError('lost');
                                }
                                return answer;
                            };
                        })()\
                        """);
        page.click("details.views > button");
        page.fill(NAME, name);
        page.click(SAVE);
        await().atMost(SOON).until(() -> page.tab().run("window.lost === true").asBoolean());
        await().atMost(SOON).until(() -> page.has(SAVE + ":enabled"));

        page.click(SAVE);

        await().atMost(SOON).until(() -> !page.has("dialog[open]"));
        await().atMost(SOON).until(() -> page.all(ROWS).contains(name));
        assertThat(page.all(ROWS)).containsOnlyOnce(name);
    }

    @Test
    void areSharedBySupervisorsAndSeenByAgents() {
        String shared = LiveHub.fresh("view");
        ConsolePage supervisor = somebody("SUPERVISOR");
        supervisor.click("a[href=\"/console/search\"]");
        supervisor.fill("input[name=words]", "caja rota ñ");
        supervisor.click("main form button[type=submit]");
        await().atMost(SOON).until(() -> !hash(supervisor).isEmpty());
        save(supervisor, shared, "dialog[open] input[type=checkbox]");
        save(supervisor, "of the supervisor alone");

        ConsolePage agent = somebody("AGENT");
        agent.click("a[href=\"/console/search\"]");
        open(agent);
        await().atMost(SOON).until(() -> agent.all(ROWS).contains(shared));
        assertThat(agent.all(ROWS)).doesNotContain("of the supervisor alone");
        assertThat(agent.has("details.views li button")).isFalse();
        agent.click(ROWS);
        await().atMost(SOON).until(() -> hash(agent).equals(hash(supervisor)));
        assertThat(hub.admin().get("/v1/audit?action=view.save").body()).contains("view.save");
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How soon the console is there, and how it shows a message with a thousand attempts. What is
/// loaded and shown is counted; times are printed, because they are the machine's.
///
/// `-Dswitchboard.console-parked=…` sets how many deliveries are sent again at once, by default
/// 200.
@Tag("nightly")
class ConsoleBarsE2eIT extends ConsoleStory {

    private static final int ATTEMPTS = 1_000;
    private static final int TIMES = 9;
    private static final int PARKED = Integer.getInteger("switchboard.console-parked", 200);
    private static final Duration SOON = Duration.ofMinutes(5);

    /// From now on the page knows how long it was busy at a time, and what it waited for.
    private static final String WATCH =
            """
            window.busy = 0;
            window.waited = {};
            new PerformanceObserver((seen) => seen.getEntries().forEach(({ duration }) => (busy = Math.max(busy, duration))))
                .observe({ type: 'longtask' });
            new PerformanceObserver((seen) => seen.getEntries().forEach(({ name, duration }) => {
                const { pathname } = new URL(name);
                waited[pathname] = Math.max(waited[pathname] ?? 0, Math.round(duration));
            })).observe({ type: 'resource' });
            0\
            """;

    ConsoleBarsE2eIT(LiveHub hub) {
        super(hub);
    }

    /// A script's bytes, where they came by the network, and when the page was painted first.
    private static JsonNode loaded(Tab tab) {
        return tab.run(
                """
                new Promise((done) => new PerformanceObserver((seen) => done(seen.getEntries()[0].startTime))
                        .observe({ type: 'paint', buffered: true }))
                    .then((paint) => {
                        const all = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/console/'));
                        const scripts = all.filter(({ name }) => name.endsWith('.js'));
                        return { paint, files: all.length, scripts: scripts.length, bytes: scripts.reduce((sum, one) => sum + one.transferSize, 0) };
                    })\
                """);
    }

    private static void print(String what, JsonNode loaded) {
        System.out.printf(
                Locale.ROOT,
                "%s: painted after %.0f ms, %d files, %d bytes of scripts%n",
                what,
                loaded.path("paint").asDouble(),
                loaded.path("files").asInt(),
                loaded.path("bytes").asInt());
    }

    @Test
    void loadsItsScriptsOnce() {
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        Tab tab = page.tab();
        JsonNode cold = loaded(tab);
        print("The console, for the first time", cold);

        tab.reload();
        JsonNode warm = loaded(tab);
        print("The console, again", warm);
        tab.slow(150, 1_600, 4);
        tab.reload();
        print("The console again, on a slow line and machine", loaded(tab));
        Tab other = pages.shown(chromium.open(hub.process().url().resolve("/readyz"))).tab();
        other.slow(150, 1_600, 4);
        other.go(hub.process().url().resolve("/console"));
        JsonNode slow = loaded(other);
        print("The console for the first time, on a slow line and machine", slow);

        assertThat(cold.path("bytes").asInt()).isPositive();
        assertThat(slow.path("bytes").asInt()).isPositive();
        assertThat(warm.path("scripts").asInt()).isEqualTo(cold.path("scripts").asInt());
        assertThat(warm.path("bytes").asInt()).isZero();
    }

    /// Notes when an agent could take an offer: the page has its line and is drawn.
    private static final String USABLE =
            """
            new MutationObserver((_, changes) => {
                if (document.querySelector('.line.online') && document.querySelector('.inbox')) {
                    changes.disconnect();
                    requestAnimationFrame(() => (window.usable = performance.now()));
                }
            }).observe(document, { subtree: true, childList: true, attributes: true });
            """;

    private static void printUsable(String what, ConsolePage page) {
        page.tab().reload();
        page.awaitOnline();
        await().atMost(SOON).until(() -> page.tab().run("'usable' in window").asBoolean());
        System.out.printf("%s: at work after %d ms%n", what, page.tab().run("usable").asInt());
    }

    @Test
    void isAtWorkAsSoonAsItIsOpen() {
        ConsolePage page = somebody("AGENT");
        page.tab().before(USABLE);

        printUsable("The inbox again", page);
        page.tab().withoutCache();
        printUsable("The inbox for the first time", page);
        page.tab().slow(150, 1_600, 4);
        printUsable("The inbox for the first time, on a slow line and machine", page);
    }

    @Test
    void showsAThousandAttempts() {
        ConsolePage page = admin("/hub");
        page.awaitThere(".figure, .wrong, .screen");

        JsonNode seen =
                Modules.ask(
                        page,
                        """
                        const [{ goTo }, { drawNow }] = await Promise.all(['core/route.js', 'core/page.js'].map(load));
                        const id = 'msg_' + '0'.repeat(32);
                        const at = (second) => new Date(Date.UTC(2026, 0, 1) + 1000 * second).toISOString();
                        const way = { message_id: id, deliveries: [{ target: 'bot:netomi', status: 'pending', attempts: %1$d, reason: null, next_attempt_at: at(9e4), settled_at: null }],
                            items: Array.from({ length: %1$d }, (_, i) => ({ when: at(60 * i), target: 'bot:netomi', attempt: i + 1, outcome: 'retry', http_status: 503, duration_ms: 20 + i %% 50, detail: 'away', after_gap: false })), answers: [] };
                        const message = { conversation_id: 'netomi:c', seq: 1, author: { party: 'USER', name: 'c' }, content: {}, accepted_at: at(0), answers: null };
                        const real = window.fetch;
                        window.fetch = (to, more) => String(to).includes(id)
                            ? Promise.resolve(new Response(JSON.stringify(String(to).includes('trace') ? way : message), { headers: { 'Content-Type': 'application/json' } }))
                            : real(to, more);
                        const rows = () => document.querySelectorAll('main tbody tr').length;
                        window.drawn = () => [...document.querySelectorAll('main tbody td:first-child')].filter((cell) => cell.checkVisibility({ contentVisibilityAuto: true })).length;
                        let drawnAtFirst = 0;
                        const inNextFrame = window.requestAnimationFrame;
                        window.requestAnimationFrame = () => 0; // it is drawn below and nowhere else
                        const painted = () => new Promise((done) => inNextFrame(() => {
                            const after = new MessageChannel();
                            after.port1.onmessage = done;
                            after.port2.postMessage(0);
                        }));
                        const timed = () => {
                            const begin = performance.now();
                            drawNow();
                            document.body.offsetHeight;
                            return performance.now() - begin;
                        };
                        const all = { took: [], painted: [], again: [] };
                        for (let i = 0; i < %2$d; i++) {
                            goTo('/console/hub');
                            drawNow();
                            goTo(`/console/hub/messages/${id}`);
                            let [begin, took] = [0, 0];
                            while (rows() < %1$d) {
                                await new Promise((next) => setTimeout(next));
                                begin = performance.now();
                                took = timed();
                            }
                            drawnAtFirst = drawn();
                            await painted();
                            all.painted.push(performance.now() - begin);
                            all.took.push(took);
                            all.again.push(timed());
                        }
                        window.fetch = real;
                        window.requestAnimationFrame = inNextFrame;
                        const first = all.painted[0];
                        const [took, paint, again] = Object.values(all).map((times) => times.sort((a, b) => a - b)[times.length >> 1]);
                        const shapes = [...document.querySelectorAll('.timeline .good, .timeline .bad')].map((path) => path.getAttribute('d').split('M').length - 1);
                        return { first, took, paint, again, drawnAtFirst, rows: rows(), shapes: shapes.reduce((sum, count) => sum + count), elements: document.querySelectorAll('*').length };\
                        """
                                .formatted(ATTEMPTS, TIMES));

        System.out.printf(
                Locale.ROOT,
                "A way of 1,000 attempts is laid out in %.0f ms, painted after %.0f ms (%.0f ms for the first time) and drawn again in %.0f ms, at the median of %d; %d elements%n",
                seen.path("took").asDouble(),
                seen.path("paint").asDouble(),
                seen.path("first").asDouble(),
                seen.path("again").asDouble(),
                TIMES,
                seen.path("elements").asInt());
        assertThat(seen.path("rows").asInt()).isEqualTo(ATTEMPTS);
        assertThat(seen.path("shapes").asInt()).isEqualTo(ATTEMPTS);
        assertThat(seen.path("drawnAtFirst").asInt()).isLessThan(ATTEMPTS / 2);
        // a screen reader finds nothing in a row that is not laid out
        await().atMost(SOON).until(() -> page.tab().run("drawn()").asInt() == ATTEMPTS);
        assertThat(page.tab().run("find('(%d)')".formatted(ATTEMPTS)).asBoolean()).isTrue();
    }

    @Test
    void followsManyThatAreSentAgain() {
        Customer customer = pages.customer(hub);
        hub.scriptBot(
                Stream.generate(() -> "{\"status\":422,\"body\":\"not here\"}")
                        .limit(PARKED)
                        .collect(Collectors.joining(",", "[", "]")));
        for (int i = 0; i < PARKED; i++) {
            assertThat(customer.ask(LiveHub.fresh("m"), "text " + i).status()).isEqualTo(500);
        }
        String all = String.format(Locale.ENGLISH, "%,d", PARKED);
        ConsolePage page = admin("/hub/parked#conversation=netomi%3A" + customer.conversation());
        page.awaitThere("tbody tr");
        page.tab().run(WATCH);

        page.tab().run(button("Send all of these again…") + ".click()");
        page.awaitThere(".counted");
        page.click("dialog .check input");
        page.awaitThere("dialog .end .primary:enabled");
        assertThat(page.all(".counted").getFirst()).startsWith(all + " deliveries fit");
        long sent = System.nanoTime();
        page.click("dialog .end .primary");

        String arrived = "Arrived: " + all;
        await().atMost(SOON)
                .until(() -> page.all(".told").stream().anyMatch(told -> told.contains(arrived)));
        Duration after = Duration.ofNanos(System.nanoTime() - sent);
        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
        assertThat(customer.asked()).endsWith("text " + (PARKED - 1));
        System.out.printf(
                "%d deliveries that are sent again have arrived after %d ms; the page was busy for %d ms at a time at most, and waited %s%n",
                PARKED,
                after.toMillis(),
                page.tab().run("Math.round(busy)").asLong(),
                page.tab().run("waited"));
    }

    private static String button(String text) {
        return "[...document.querySelectorAll('main button')].find(one => one.innerText === '%s')"
                .formatted(text);
    }
}

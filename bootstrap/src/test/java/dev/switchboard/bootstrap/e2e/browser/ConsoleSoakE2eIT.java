package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A page that is open for a whole shift: what it needs does not grow with what was done in it.
///
/// `-Dswitchboard.console-shift=…` is the number of conversations, by default 16.
@Tag("nightly")
class ConsoleSoakE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int HOURS = 8;
    private static final int AN_HOUR = Integer.getInteger("switchboard.console-shift", 16) / HOURS;

    /// So many an agent has at once.
    private static final int AT_ONCE = 4;

    /// Hours in which the line is cut, and in which the hub is killed.
    private static final List<Integer> CUTS = List.of(1, 3, 6);

    private static final List<Integer> KILLS = List.of(2, 5);
    private static final List<String> LANGUAGES = List.of("es", "pt", "en");
    private static final List<String> THEMES = List.of("dark", "light");
    private static final List<String> SCREENS =
            List.of("search", "floor", "floor/figures", "floor/lists", "settings", "inbox");
    private static final String SELECT = "main.settings label:has(option[value=%s]) select";

    /// So many pictures the page has, and those that were shown within ten seconds.
    private static final int MOST_PICTURES = 75;

    /// Counts the addresses of files that the page has. It lets go of those that were given to the
    /// browser after a minute: here at once.
    private static final String COUNTED =
            """
            window.addresses = new Set();
            const [make, revoke, later] = [URL.createObjectURL, URL.revokeObjectURL, setTimeout];
            URL.createObjectURL = (file) => { const made = make.call(URL, file); addresses.add(made); return made; };
            URL.revokeObjectURL = (address) => { addresses.delete(address); revoke.call(URL, address); };
            window.setTimeout = (deed, pause, ...more) => later(deed, pause === 60_000 ? 0 : pause, ...more);\
            """;

    private static final String DROP =
            """
            (async () => {
                const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
                canvas.getContext('2d').fillText('{n}', 9, 9);
                const picture = await new Promise((made) => canvas.toBlob(made, 'image/png'));
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([picture], '{n}.png', { type: 'image/png' }));
                dataTransfer.items.add(new File(['{n}'], '{n}.txt', { type: 'text/plain' }));
                document.querySelector('.composer').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
            })()\
            """;

    private static final String IN_THE_PAGE =
            """
            (() => {
                const all = document.createNodeIterator(document);
                let count = 0;
                while (all.nextNode()) {
                    count++;
                }
                return count;
            })()\
            """;

    private int number;

    ConsoleSoakE2eIT() {
        super(PATIENCE);
    }

    /// What a page needs at the end of an hour.
    private record Need(
            double megabytes, double nodes, double detached, double listeners, double documents) {

        static Need of(Tab tab) {
            tab.heap(); // what one collection finds to be unused may keep more until the next
            double bytes = tab.heap();
            double nodes = tab.figure("Nodes");
            return new Need(
                    bytes / 1e6,
                    nodes,
                    nodes - tab.run(IN_THE_PAGE).asInt(),
                    tab.figure("JSEventListeners"),
                    tab.figure("Documents"));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f MB, %.0f nodes, %.0f of them detached, %.0f listeners, %.0f documents",
                    megabytes,
                    nodes,
                    detached,
                    listeners,
                    documents);
        }
    }

    @Test
    void needsNoMoreAtTheEndOfAShiftThanAtItsBeginning() {
        set("/v1/outcomes", "{\"items\":[{\"id\":\"solved\",\"name\":\"Solved\"}]}");
        set("/v1/canned-replies/hi", "{\"title\":\"Hi\",\"text\":\"How can I help?\"}");
        InetSocketAddress server =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), hub.process().url().getPort());
        try (Valve line = Valve.before(server)) {
            ConsolePage page = agent(URI.create("http://localhost:" + line.port()));
            List<Need> needs = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                work(page, line, hour);
                needs.add(Need.of(page.tab()));
                System.out.printf("After hour %d: %s%n", hour + 1, needs.getLast());
            }

            assertFlat("megabytes", needs, Need::megabytes, 0.5);
            assertFlat("nodes", needs, Need::nodes, 300);
            assertFlat("detached nodes", needs, Need::detached, 300);
            assertFlat("listeners", needs, Need::listeners, 50);
            assertFlat("documents", needs, Need::documents, 1);
            assertThat(page.tab().run("addresses.size").asInt())
                    .isLessThanOrEqualTo(Math.min(HOURS * AN_HOUR, MOST_PICTURES));
        }
    }

    /// @param some that nobody minds
    private static void assertFlat(
            String what, List<Need> needs, ToDoubleFunction<Need> of, double some) {
        double first = median(needs.subList(1, 3), of);
        double last = median(needs.subList(HOURS - 3, HOURS), of);
        assertThat(last).as(what).isLessThanOrEqualTo(1.25 * first + some);
    }

    private static double median(List<Need> needs, ToDoubleFunction<Need> of) {
        double[] sorted = needs.stream().mapToDouble(of).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private void set(String path, String json) {
        assertThat(hub.admin().put(path, json).status()).isIn(200, 201);
    }

    private ConsolePage agent(URI at) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "SUPERVISOR");
        ConsolePage page = pages.shown(chromium.open(at.resolve("/console")));
        page.tab().before(COUNTED);
        page.tab().reload();
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private void work(ConsolePage page, Valve line, int hour) {
        for (int done = 0; done < AN_HOUR; done += AT_ONCE) {
            List<Customer> customers =
                    IntStream.range(0, Math.min(AT_ONCE, AN_HOUR - done))
                            .mapToObj(_ -> accept(page))
                            .toList();
            if (CUTS.contains(hour) && done == 0) {
                line.turn(Position.CUT);
                page.awaitThere(".line.lost");
                page.answer("While the line is cut");
                line.turn(Position.OPEN);
                page.awaitOnline();
            } else if (KILLS.contains(hour) && done == 0) {
                hub.process().kill();
                page.awaitThere(".line.lost");
                hub.process().start();
                page.awaitOnline();
            }
            customers.forEach(customer -> talk(page, customer));
        }
        look(page, hour);
    }

    private Customer accept(ConsolePage page) {
        Customer customer = Customer.at(hub);
        String hello = "hello " + ++number;
        assertThat(customer.ask(LiveHub.fresh("m"), hello).status()).isIn(200, 202);
        customer.page().awaitAnswers("You said: " + hello);
        assertThat(customer.wantsAgent().status()).isEqualTo(200);
        page.accept();
        return customer;
    }

    private void talk(ConsolePage page, Customer customer) {
        page.click(".chat[href$=\"%s\"]".formatted(customer.conversation()));
        page.awaitThere(".composer textarea");
        page.focus(".composer textarea");
        page.tab().type("/hi");
        page.awaitThere("#canned-0[aria-selected=true]");
        page.enter();
        page.enter();
        String thanks = "thanks for " + number;
        assertThat(customer.ask(LiveHub.fresh("m"), thanks).status()).isIn(200, 202);
        await().atMost(SOON).until(() -> page.words().contains(thanks));
        page.alt("N");
        page.answer("a note");
        page.alt("R");
        page.tab().run(DROP.replace("{n}", "" + ++number));
        page.awaitThere(".composer .tray li:nth-child(2)");
        page.answer("here they are");
        page.awaitThere(".said.own .picture");
        page.click(".said.own .file");
        page.tab().type("half a sentence");
        customer.page().awaitAnswersAmong("How can I help?", "here they are");
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        page.tab().run("document.querySelector('.composer textarea').select()");
        page.tab().press("Backspace", "Backspace", 8, 0);
        page.alt("E");
        page.click("dialog[open] input[value=solved]");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(ConsolePage.NONE_OPEN);
        customer.close();
    }

    private static void look(ConsolePage page, int hour) {
        for (String screen : SCREENS) {
            page.click("a[href=\"/console/%s\"]".formatted(screen));
            page.awaitThere("main h1, .inbox");
            page.awaitDrawn();
            if (screen.equals("settings")) {
                String language = LANGUAGES.get(hour % LANGUAGES.size());
                page.choose(SELECT.formatted("es"), language);
                page.choose(SELECT.formatted("dark"), THEMES.get(hour % THEMES.size()));
                page.awaitThere("html[lang=%s]".formatted(language));
            }
        }
        page.awaitThere(ConsolePage.NONE_OPEN);
    }
}

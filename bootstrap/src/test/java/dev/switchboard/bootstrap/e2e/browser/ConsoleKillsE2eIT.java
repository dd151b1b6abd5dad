package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents type and send in a real browser while their hub is killed with -9, or while they lose
/// their line: no word is lost, said twice, out of order or in another conversation, and nobody
/// notices it at the keyboard. What their customers write meanwhile is shown once, in its order.
///
/// - `-Dswitchboard.console-kills=…`, by default 30
/// - `-Dswitchboard.console-cuts=…`, by default 50
/// - `-Dswitchboard.longest-cut=…` in milliseconds, by default 1500; one cut of 200 may be so long
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
@Tag("nightly")
@Order(1)
class ConsoleKillsE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int KILLS = Integer.getInteger("switchboard.console-kills", 30);
    private static final int CUTS = Integer.getInteger("switchboard.console-cuts", 50);
    private static final int LONGEST_CUT = Integer.getInteger("switchboard.longest-cut", 1500);
    private static final int LONGEST_OF_MOST = 1500;
    private static final int ONE_OF = 200;
    private static final int LONGEST_LIFE = 1500;
    private static final long SEED =
            Long.getLong("switchboard.seed", System.nanoTime() % 1_000_000);
    private static final int CHATS = 2;

    /// More than the window has room for.
    private static final int LINES = 40;

    /// How far the conversation is scrolled, what is read there, and where the next key goes.
    private static final String PLACE =
            """
            (() => {
                const log = document.querySelector('.log');
                const { top } = log.getBoundingClientRect();
                const read = [...log.querySelectorAll('.said')].find((one) => one.getBoundingClientRect().top >= top);
                const { tagName, value, selectionStart, selectionEnd } = document.activeElement;
                return JSON.stringify([log.scrollTop, read.innerText, tagName, value, selectionStart, selectionEnd]);
            })()\
            """;

    private static final String HELLO = "hello";
    private static final Map<String, String> PATIENCE =
            Map.of("SWITCHBOARD_AGENT_LEASE", "1h", "SWITCHBOARD_AGENT_GONE_AFTER", "1h");

    @TempDir Path directory;

    private final Random chance = new Random(SEED);
    private final ConsolePages pages = new ConsolePages();
    private final List<Customer> customers = new ArrayList<>();
    private final Map<Customer, List<String>> written = new HashMap<>();
    private final List<Duration> backAfter = new ArrayList<>();
    private LiveHub hub;
    private Chromium chromium;

    @BeforeEach
    void open() throws IOException {
        chromium = Chromium.startIn(directory);
        hub = LiveHub.open(directory, PATIENCE);
    }

    @AfterEach
    void close() {
        if (hub != null) {
            chromium.close();
            hub.close();
        }
    }

    @Test
    void losesNoWordWhenTheHubIsKilled() {
        List<ConsolePage> consoles =
                IntStream.range(0, 2).mapToObj(_ -> console(hub.process().url())).toList();

        List<Typist> typists =
                whileTheyType(
                        consoles,
                        () -> {
                            for (int i = 0; i < KILLS; i++) {
                                LockSupport.parkNanos(upTo(LONGEST_LIFE));
                                hub.process().kill();
                                hub.process().start();
                                awaitBack(consoles);
                            }
                        });

        assertKept(consoles, typists);
        print("kills", KILLS, typists);
    }

    @Test
    void losesNoWordWhenTheLineIsCut() {
        InetSocketAddress server =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), hub.process().url().getPort());
        try (Valve line = Valve.before(server)) {
            List<ConsolePage> consoles =
                    List.of(console(URI.create("http://localhost:" + line.port())));

            List<Typist> typists =
                    whileTheyType(
                            consoles,
                            () -> {
                                for (int i = 0; i < CUTS; i++) {
                                    LockSupport.parkNanos(upTo(LONGEST_LIFE));
                                    var sent = write("%d while the line is cut".formatted(i));
                                    line.turn(Position.CUT);
                                    assertThat(sent.join().status()).isIn(200, 202);
                                    LockSupport.parkNanos(aCut());
                                    line.turn(Position.OPEN);
                                    awaitBack(consoles);
                                }
                            });

            assertKept(consoles, typists);
            print("cuts", CUTS, typists);
        }
    }

    /// Of a draft the hub is told a second after the last key.
    @Test
    void keepsADraftWhenTheBrowserIsKilled() throws IOException {
        ConsolePage page = console(hub.process().url());
        page.openNth(1);
        page.awaitDrawn();
        String name = page.all(".me").getFirst();
        try (Chromium another =
                Chromium.startIn(Files.createDirectory(directory.resolve("elsewhere")))) {
            ConsolePage other = pages.shown(another.open(hub.process().url().resolve("/console")));
            other.signIn(name, Staff.PASSWORD);
            other.awaitOnline();
            assertThat(other.has(".chat .drafted")).isFalse();

            page.tab().type("half a sentence");
            long typed = System.nanoTime();
            other.awaitAll(".chat .drafted", "Draft: half a sentence");
            Duration after = Duration.ofNanos(System.nanoTime() - typed);
            chromium.kill();

            other.click(".chat:has(.drafted)");
            other.awaitThere(".composer textarea");
            await().atMost(SOON).until(() -> other.draft().equals("half a sentence"));
            System.out.printf("%nA draft was in another browser after %d ms%n", after.toMillis());
            assertThat(other.tab().wrong()).isEmpty();
        }
    }

    /// Somebody reads what was said an hour ago, and has written half of an answer to it.
    @Test
    void keepsThePlaceThatIsReadWhenTheHubIsKilled() {
        ConsolePage page = console(hub.process().url());
        Customer customer = customers.getLast();
        for (int i = 1; i <= LINES; i++) {
            assertThat(customer.ask(LiveHub.fresh("m"), "line " + i).status()).isIn(200, 202);
        }
        await().atMost(SOON).until(() -> page.words().contains("line " + LINES));
        page.tab().type("half a sentence");
        page.tab().run("document.activeElement.setSelectionRange(5, 6)");
        page.tab().run("document.querySelector('.log').scrollTop = 400");
        page.awaitThere(".jump");
        String before = page.tab().run(PLACE).asString();
        assertThat(before).contains("line ", "\"half a sentence\",5,6");

        hub.process().kill();
        page.awaitThere(".line.lost");
        assertThat(page.tab().run(PLACE).asString()).isEqualTo(before);
        hub.process().start();
        awaitBack(List.of(page));

        assertThat(customer.ask(LiveHub.fresh("m"), "one more").status()).isIn(200, 202);
        await().atMost(SOON).until(() -> page.words().contains("one more"));
        assertThat(page.tab().run(PLACE).asString()).isEqualTo(before);
        page.tab().type("the");
        assertThat(page.draft()).isEqualTo("half the sentence");
        assertThat(pages.leave()).isEmpty();
    }

    private long aCut() {
        return upTo(chance.nextInt(ONE_OF) == 0 ? LONGEST_CUT : LONGEST_OF_MOST);
    }

    private long upTo(int milliseconds) {
        return Duration.ofMillis(chance.nextInt(milliseconds)).toNanos();
    }

    /// The console of an agent who has conversations.
    private ConsolePage console(URI at) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(at.resolve("/console")));
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        for (int i = 0; i < CHATS; i++) {
            Customer customer = pages.customer(hub, HELLO);
            customers.add(customer);
            written.put(customer, new ArrayList<>(List.of(HELLO)));
            page.accept();
        }
        return page;
    }

    /// One of the customers writes, at the same time as what follows.
    private CompletableFuture<Answer> write(String text) {
        Customer customer = customers.get(chance.nextInt(customers.size()));
        written.computeIfAbsent(customer, _ -> new ArrayList<>()).add(text);
        return customer.askSoon(LiveHub.fresh("m"), text);
    }

    private List<Typist> whileTheyType(List<ConsolePage> consoles, Runnable trouble) {
        List<Typist> typists =
                IntStream.range(0, consoles.size())
                        .mapToObj(i -> new Typist(consoles.get(i), CHATS, SEED + i))
                        .toList();
        List<Thread> typing = typists.stream().map(Thread.ofVirtual()::start).toList();
        trouble.run();
        typists.forEach(Typist::end);
        await().atMost(SOON).until(() -> typing.stream().noneMatch(Thread::isAlive));
        return typists;
    }

    /// Until each console has its line, from the moment at which it could have had it.
    private void awaitBack(List<ConsolePage> consoles) {
        long since = System.nanoTime();
        consoles.forEach(page ->
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(page.has(".line.online"))
                                        .as(() -> page.all(".top, .banner, .refusal").toString())
                                        .isTrue()));
        backAfter.add(Duration.ofNanos(System.nanoTime() - since));
    }

    private void assertKept(List<ConsolePage> consoles, List<Typist> typists) {
        assertThat(typists).allSatisfy(typist -> assertThat(typist.problems()).isEmpty());
        assertThat(typists).allSatisfy(typist -> assertThat(typist.said()).isNotEmpty());
        consoles.forEach(page -> await().atMost(SOON).until(() -> !page.has(".said.sending")));
        // a run of hours outlives a token
        HubClient admin = hub.stranger().logInFromElsewhere("admin", LiveHub.ADMIN_PASSWORD);
        for (Typist typist : typists) {
            typist.said()
                    .forEach((conversation, said) ->
                            await().atMost(SOON)
                                    .untilAsserted(() ->
                                            assertThat(
                                                            ConsolePage.words(
                                                                    admin,
                                                                    conversation,
                                                                    Set.of("AGENT")))
                                                    .isEqualTo(said)));
        }
        written.forEach((customer, texts) ->
                assertThat(
                                ConsolePage.words(
                                        admin, "netomi:" + customer.conversation(), Set.of("USER")))
                        .isEqualTo(texts));
        for (int i = 0; i < consoles.size(); i++) {
            ConsolePage page = consoles.get(i);
            for (int chat = 1; chat <= CHATS; chat++) {
                page.openNth(chat);
                page.awaitDrawn();
                String conversation =
                        page.tab().run("decodeURIComponent(location.hash.slice(1))").asString();
                assertThat(page.draft())
                        .isEqualTo(typists.get(i).drafts().getOrDefault(conversation, ""));
                List<String> words = ConsolePage.words(admin, conversation);
                await().atMost(SOON).until(() -> page.words().contains(words.getLast()));
                assertThat(words).endsWith(page.words().toArray(String[]::new));
            }
        }
        assertThat(pages.leave()).isEmpty();
    }

    private void print(String what, int count, List<Typist> typists) {
        Collections.sort(backAfter);
        System.out.printf(
                "%n%d %s, seed %d: %d texts of %d conversations kept; consoles were back after %d ms at the median, %d ms at most%n",
                count,
                what,
                SEED,
                typists.stream()
                        .flatMap(it -> it.said().values().stream())
                        .mapToInt(List::size)
                        .sum(),
                typists.stream().mapToInt(it -> it.said().size()).sum(),
                backAfter.get(backAfter.size() / 2).toMillis(),
                backAfter.getLast().toMillis());
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The console of an agent is at one hub and that of a supervisor at another. Both hubs share a
/// MongoDB. The agent and the customer come by a balancer: when their hub ends, their address leads
/// to the other one.
@Tag("nightly")
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleOfTwoHubsE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String FIELD = ".composer textarea:focus";

    private final SharedServers servers = new SharedServers(new MemoryBackend());
    private final ConsolePages pages = new ConsolePages();
    private Chromium chromium;
    private LiveHub hub;
    private Valve balancer;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) throws IOException {
        chromium = Chromium.startIn(directory);
        Map<String, String> settings = new HashMap<>(OwnHubStory.PATIENCE);
        settings.putAll(servers.settings());
        hub = LiveHub.withTwin(directory, second, settings);
    }

    @BeforeEach
    void share() {
        if (!hub.process().isAlive()) {
            hub.process().start();
        }
        hub.awaitShared();
        balancer = Valve.before(address(hub.process()));
    }

    @AfterEach
    void leave() {
        assertThat(pages.leave()).isEmpty();
        balancer.close();
        assertThat(servers.fallingEpochs()).isEmpty();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (hub != null) {
            hub.close();
        }
        servers.close();
    }

    private static InetSocketAddress address(HubProcess hub) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.url().getPort());
    }

    private HubProcess other() {
        return hub.twin().orElseThrow();
    }

    @Test
    void goesOnAtTheOtherHubWhenItsOwnIsToldToEnd() {
        assertGoesOnAfter(own -> {
            own.terminate();
            own.awaitEnd(SOON);
        });
    }

    @Test
    void goesOnAtTheOtherHubWhenItsOwnIsKilled() {
        assertGoesOnAfter(HubProcess::kill);
    }

    private void assertGoesOnAfter(Consumer<HubProcess> end) {
        URI entrance = URI.create("http://localhost:" + balancer.port());
        String ann = LiveHub.fresh("ann");
        ConsolePage agent = console(entrance.resolve("/console"), ann, "AGENT");
        ConsolePage wall =
                console(
                        other().url().resolve("/console/floor"),
                        LiveHub.fresh("sue"),
                        "SUPERVISOR");
        wall.choose(".availability", "2");
        wall.awaitThere(".availability.busy");
        Page page = new Page(entrance, Map.of());
        page.awaitEvents("connected", 1);
        try (Customer eva = new Customer(hub, hub.ownName("conversation"), page)) {
            insists(eva, "Hello");
            page.awaitAnswers("You said: Hello");
            assertThat(eva.wantsAgent().status()).isEqualTo(200);
            agent.accept();
            agent.answer("I am Ann");
            page.awaitAnswersAmong("I am Ann");
            insists(eva, "Your manager, please");
            awaitWords(agent, "Hello", "I am Ann", "Your manager, please");
            takeOver(wall);
            agent.awaitThere(".composer.gone");
            wall.answer("I am the manager");
            page.awaitAnswersAmong("I am the manager");
            wall.passOn(ann, "your turn");
            agent.awaitThere(".offer button.primary:enabled");
            agent.alt("A");
            agent.awaitThere(FIELD);
            agent.tab().type("half a sen");

            balancer.lead(address(other()));
            end.accept(hub.process());
            insists(eva, "Are you there?");
            awaitWords(
                    agent,
                    "Hello",
                    "I am Ann",
                    "Your manager, please",
                    "I am the manager",
                    "Are you there?");
            agent.awaitOnline();
            assertThat(agent.has(FIELD)).isTrue();
            assertThat(agent.draft()).isEqualTo("half a sen");
            agent.tab().type("tence");
            agent.tab().enter();
            page.awaitAnswersAmong("half a sentence");
            insists(eva, "Thank you");

            String[] words = {
                "Hello",
                "I am Ann",
                "Your manager, please",
                "I am the manager",
                "Are you there?",
                "half a sentence",
                "Thank you"
            };
            awaitWords(agent, words);
            assertThat(ConsolePage.words(admin(), "netomi:" + eva.conversation()))
                    .containsExactly(words);
            assertThat(heard(page)).containsSubsequence(words[1], words[3], words[5]);
            assertThat(heard(page)).doesNotHaveDuplicates();
            wall.click(".top a[href=\"/console/floor\"]");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(wall.all(".chats td")).contains(ann));
            agent.end();
        }
    }

    private ConsolePage console(URI address, String name, String role) {
        Staff.hire(hub, name, role);
        ConsolePage page = pages.shown(chromium.open(address));
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private static void takeOver(ConsolePage wall) {
        String button = "[aria-label^=\"Take over the conversation\"]";
        wall.awaitThere(button + ":enabled");
        wall.focus(button);
        wall.tab().enter();
        wall.awaitThere("dialog[open] [type=submit]");
        wall.focus("dialog[open] [type=submit]");
        wall.tab().enter();
        wall.awaitThere(FIELD);
    }

    /// Writes it again under the same id until a hub takes it.
    private static void insists(Customer customer, String text) {
        String id = LiveHub.fresh("m");
        await().atMost(SOON)
                .ignoreException(UncheckedIOException.class)
                .until(() -> customer.ask(id, text).status() < 300);
    }

    private static void awaitWords(ConsolePage page, String... words) {
        await().atMost(SOON).untilAsserted(() -> assertThat(page.words()).containsExactly(words));
    }

    /// What came to the customer, each once: after a kill a message may come again, with its id.
    private static List<String> heard(Page page) {
        Set<String> seen = new HashSet<>();
        return page.events("webhook_update").stream()
                .filter(update -> seen.add(update.path("deliveryId").asString()))
                .map(Page::textOf)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// At the hub that stays.
    private HubClient admin() {
        return HubClient.strangerAt(other().url()).withToken(hub.admin().token());
    }
}

package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Tab;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A customer's page that stays open, and a bot that keeps answering it. The bot repeats an answer
/// that the hub has not acknowledged, under the same id.
final class LivePage implements Runnable, AutoCloseable {

    private static final Duration BEFORE_A_REPEAT = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final LiveHub hub;
    private final Tab tab;
    private final Chance chance;
    private final Duration longestPause;
    private volatile int acknowledged;
    private volatile boolean ending;

    /// @param at the first hub of the page; the bot asks any
    LivePage(LiveHub hub, HubProcess at, Duration longestPause) {
        this.hub = hub;
        this.tab = Tab.begin(hub, at);
        this.chance = new Chance(tab.conversation());
        this.longestPause = longestPause;
    }

    boolean isAt(HubProcess process) {
        return tab.isAt(process);
    }

    /// Leaves its hub, which may be dead.
    void goTo(HubProcess other) {
        tab.goTo(other);
    }

    @Override
    public void run() {
        while (!ending) {
            int number = acknowledged + 1;
            while (!answers(number)) {
                LockSupport.parkNanos(BEFORE_A_REPEAT.toNanos());
            }
            acknowledged = number;
            LockSupport.parkNanos(chance.upTo(longestPause).toNanos());
        }
    }

    private boolean answers(int number) {
        String body =
                """
                {"requestId":"r-%d","requestPayload":{"conversationId":"%s"},
                 "response":{"text":"%s","attachments":[]}}\
                """
                        .formatted(number, tab.conversation(), text(number));
        try {
            return Customer.webhook(hub, body).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private static String text(int number) {
        return "answer " + number;
    }

    /// Makes the current answer the last one.
    void end() {
        ending = true;
    }

    int acknowledged() {
        return acknowledged;
    }

    /// The answers that a customer sees.
    private List<String> shown() {
        return tab.seen().map(Page::textOf).toList();
    }

    private List<String> expected() {
        return IntStream.rangeClosed(1, acknowledged).mapToObj(LivePage::text).toList();
    }

    /// The answers that this page lacks, shows twice or shows out of order.
    private Stream<String> wronglyShown() {
        List<String> shown = shown();
        List<String> expected = expected();
        if (shown.equals(expected)) {
            return Stream.empty();
        }
        List<String> lost = new ArrayList<>(expected);
        lost.removeAll(new HashSet<>(shown));
        List<String> once = List.copyOf(new LinkedHashSet<>(shown));
        List<String> inOrder = expected.stream().filter(once::contains).toList();
        return Stream.of(
                "%s: lost %s, %d of %d shown again under another id, in order %s, %s"
                        .formatted(
                                tab.conversation(),
                                lost,
                                shown.size() - once.size(),
                                shown.size(),
                                once.equals(inOrder),
                                tab.story()));
    }

    /// The pending deliveries of this conversation, as admins see them.
    private Stream<String> pending() {
        List<String> pending = new ArrayList<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page =
                    hub.admin()
                            .get(
                                    "/v1/conversations/netomi:%s/messages?limit=1000&after=%s"
                                            .formatted(tab.conversation(), after))
                            .json();
            page.path("items").valueStream().flatMap(LivePage::pending).forEach(pending::add);
            after = page.path("next").asString("");
        }
        return pending.stream();
    }

    private static Stream<String> pending(JsonNode message) {
        return message.path("deliveries")
                .valueStream()
                .filter(delivery -> delivery.path("status").asString().equals("pending"))
                .map(delivery ->
                        "%s %s, message %s: %s"
                                .formatted(
                                        message.path("conversation_id").asString(),
                                        message.path("seq"),
                                        message.path("message_id").asString(),
                                        delivery));
    }

    /// Returns when the pages show each acknowledged answer, in order, once, and none is pending.
    /// Otherwise it names what is wrong on any of them.
    static void awaitAllShown(List<LivePage> pages, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(BETWEEN_LOOKS)
                .untilAsserted(() ->
                        assertThat(
                                        pages.stream()
                                                .flatMap(page ->
                                                        Stream.concat(
                                                                page.wronglyShown(),
                                                                page.pending())))
                                .isEmpty());
    }

    /// How often the hub repeated an answer that this page knew.
    int pushedAgain() {
        return tab.updates().size() - shown().size();
    }

    @Override
    public void close() {
        tab.close();
    }
}

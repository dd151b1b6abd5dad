package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How the console calls an agent who looks elsewhere. A machine for tests has no loudspeakers and
/// no desktop: both write down here what they are told.
///
/// `-Dswitchboard.console-offers=…`, by default 2, is how many offers are timed
@Tag("nightly")
class BellE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TABS = 5;
    private static final int OFFERS = Integer.getInteger("switchboard.console-offers", 2);
    private static final String SOUND = "sound";
    private static final String OFFER = "A conversation is offered to you";
    private static final String MESSAGE = "A new message";

    private static final String MACHINE =
            """
            window.called = [];
            window.heard = window.named = null;
            new MutationObserver(() => document.title.includes('Offer!') && (named ??= Date.now()))
                .observe(document.querySelector('title'), { childList: true, characterData: true, subtree: true });
            const tone = () => ({ frequency: {}, gain: { setValueAtTime() {}, linearRampToValueAtTime() {} },
                connect: (to) => to, start() { called.push('sound'); heard ??= Date.now() }, stop() {} });
            window.AudioContext = class {
                state = 'running'; currentTime = 0;
                createOscillator = tone; createGain = tone;
            };
            window.Notification = class {
                static permission = 'granted';
                constructor(title, { body }) { this.title = title; called.push(`${title}: ${body}`) }
                close() { called.push(`closed ${this.title}`) }
            };
            0\
            """;

    private static final String ELSEWHERE =
            """
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
            document.hasFocus = () => false;
            0\
            """;

    /// Its queue wants an answer within so many seconds, and 85 of them are over.
    private static final String SOON_LATE =
            """
            const [{ desk }, { queues }, { changed }] = await Promise.all(['desk/desk.js', 'ui/wait.js', 'core/page.js'].map(load));
            const [chat] = desk.chats.values();
            window.since ??= new Date(Date.now() - 85_000).toISOString();
            chat.messages.findLast(({ author }) => author.kind === 'user').at = since;
            queues.look = () => ({ items: [{ queue_id: chat.queue, reply_within_s: %d }] });
            changed();
            return 0;\
            """;

    /// The icon of the tab.
    private static final String CALLING = "link[rel=icon][href$=\"icon-calling.svg\"]";

    private static final String BACK = "delete document.hidden; delete document.hasFocus; 0";

    BellE2eIT(LiveHub hub) {
        super(hub);
    }

    /// The console of a new agent at a machine with loudspeakers and a desktop, who has pressed
    /// nothing in it yet.
    private ConsolePage agent() {
        ConsolePage page = somebody("AGENT");
        page.tab().run(MACHINE);
        return page;
    }

    private static List<String> called(ConsolePage page) {
        return page.tab().run("called").valueStream().map(JsonNode::asString).toList();
    }

    private static void awaitCalled(ConsolePage page, String start) {
        await().atMost(SOON)
                .until(() -> called(page).stream().anyMatch(each -> each.startsWith(start)));
    }

    private static void forget(ConsolePage page) {
        page.tab().run("called.length = 0");
    }

    private static void says(Customer customer, String text) {
        assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isIn(200, 202);
    }

    @Test
    void ringsForAnOfferUntilItIsAnsweredAndForWordsThatNobodySees() {
        ConsolePage page = agent();
        page.awaitAll(".banner button", "Turn sounds on");
        page.tab().press("a", "KeyA", 'A', 0);
        await().atMost(SOON).until(() -> !page.has(".banner"));
        page.tab().run(ELSEWHERE);

        Customer customer = pages.customer(hub, "my secret parcel");

        awaitCalled(page, OFFER);
        assertThat(page.has(CALLING)).isTrue();
        forget(page);
        awaitCalled(page, SOUND); // again, because nobody answers
        page.tab().run(BACK);
        page.accept();
        awaitCalled(page, "closed " + OFFER);
        page.awaitSaid("my secret parcel", "You said: my secret parcel");
        forget(page);

        says(customer, "who looks at this");
        await().atMost(SOON).until(() -> page.all(".said .text").contains("who looks at this"));
        page.awaitDrawn();
        assertThat(called(page)).isEmpty();

        page.tab().run(ELSEWHERE);
        says(customer, "nobody sees this");
        await().atMost(SOON)
                .until(() ->
                        called(page).stream()
                                .anyMatch(each -> each.endsWith(" · default: " + MESSAGE)));
        assertThat(called(page)).contains(SOUND).noneMatch(each -> each.contains("nobody"));
        page.awaitThere(CALLING);
        page.tab().run(BACK);
        await().atMost(SOON).until(() -> !page.has(CALLING));
        page.end();
    }

    @Test
    void ringsInOneOfFiveTabsAndIsNamedInEach() {
        ConsolePage first = agent();
        List<ConsolePage> tabs = new ArrayList<>(List.of(first));
        while (tabs.size() < TABS) {
            ConsolePage next = pages.shown(chromium.openBeside(first.tab(), console()));
            next.awaitOnline();
            next.tab().run(MACHINE);
            tabs.add(next);
        }
        for (ConsolePage each : tabs) {
            each.tab().press("a", "KeyA", 'A', 0);
            await().atMost(SOON).until(() -> !each.has(".banner"));
            each.tab().run(ELSEWHERE);
        }

        List<Call> calls = new ArrayList<>();
        while (calls.size() < OFFERS) {
            calls.add(offer(tabs));
            first.tab().run(BACK);
            first.accept();
            first.end();
            first.tab().run(ELSEWHERE);
        }
        System.out.printf(
                "From the bot's request for an agent until the offer is named in each of %d tabs %s, until it is heard %s, of %d%n",
                TABS, spread(calls, Call::named), spread(calls, Call::heard), OFFERS);
    }

    /// Milliseconds since the bot's request for an agent.
    private record Call(long named, long heard) {}

    private Call offer(List<ConsolePage> tabs) {
        for (ConsolePage each : tabs) {
            await().atMost(SOON).until(() -> !isCalling(each));
            each.tab().run("called.length = 0; heard = named = null; 0");
        }
        Customer customer = pages.customer(hub);
        says(customer, "hello");
        customer.page().awaitAnswers("You said: hello");
        long before = System.currentTimeMillis();
        assertThat(customer.wantsAgent().status()).isEqualTo(200);

        for (ConsolePage each : tabs) {
            await().atMost(SOON).until(() -> isCalling(each));
        }
        await().atMost(SOON).until(() -> ringing(tabs).toList().size() == 1);
        ConsolePage ringing = ringing(tabs).findFirst().orElseThrow();
        forget(ringing);
        awaitCalled(ringing, SOUND); // again, because nobody answers
        assertThat(ringing(tabs)).containsExactly(ringing);
        return new Call(
                tabs.stream().mapToLong(each -> at(each, "named")).max().orElseThrow() - before,
                at(ringing, "heard") - before);
    }

    private static boolean isCalling(ConsolePage page) {
        return page.tab().run("document.title").asString().contains("Offer!");
    }

    private static String spread(List<Call> calls, ToLongFunction<Call> moment) {
        long[] sorted = calls.stream().mapToLong(moment).sorted().toArray();
        return "%d ms at the median, %d ms at most"
                .formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    /// Once for each wait, and by nothing that is written.
    @Test
    void warnsByASoundBeforeACustomerWaitsTooLong() {
        ConsolePage page = agent();
        pages.customer(hub, "where is it");
        page.accept();
        page.awaitSaid("where is it", "You said: where is it");
        page.tab().run(ELSEWHERE);
        forget(page);

        Modules.ask(page, SOON_LATE.formatted(100));
        awaitCalled(page, SOUND);
        forget(page);
        Modules.ask(page, SOON_LATE.formatted(99));
        page.awaitDrawn();

        assertThat(called(page)).isEmpty();
        page.tab().run(BACK);
        page.end();
    }

    private URI console() {
        return hub.process().url().resolve("/console");
    }

    private static long at(ConsolePage page, String moment) {
        return page.tab().run(moment).asLong();
    }

    private static Stream<ConsolePage> ringing(List<ConsolePage> tabs) {
        return tabs.stream().filter(each -> called(each).contains(SOUND));
    }

    @Test
    void isSilentForAnAgentWhoWantsThat() {
        ConsolePage page = agent();
        page.click("a[href=\"/console/settings\"]");
        page.tab().press("a", "KeyA", 'A', 0);
        page.click(".settings .row button");
        awaitCalled(page, SOUND);
        page.choose(".settings label:has(option[value=off]):nth-of-type(1) select", "off");
        page.choose(".settings label:has(option[value=off]):nth-of-type(2) select", "off");
        forget(page);
        page.tab().run(ELSEWHERE);

        pages.customer(hub, "hello");

        await().atMost(SOON).until(() -> isCalling(page));
        assertThat(called(page)).isEmpty();
        page.tab().run(BACK);
        page.click("a[href=\"/console/inbox\"]");
        page.accept();
        page.end();
    }
}

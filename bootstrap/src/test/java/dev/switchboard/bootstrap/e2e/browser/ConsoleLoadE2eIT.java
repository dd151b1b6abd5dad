package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The console with more than a day brings: a conversation of 10,000 messages, 5,000 customers who
/// wait, and 50 messages a second in 24 conversations. What is shown stays small and in its place;
/// times are printed, because they are the machine's.
@Tag("nightly")
class ConsoleLoadE2eIT extends ConsoleStory {

    /// Elements of the whole page, and of a conversation.
    private static final int MOST_ELEMENTS = 1_600;

    private static final int MOST_OF_A_CONVERSATION = 700;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CTRL = 2;
    private static final int SHIFT = 8;

    /// How many messages are drawn.
    private static final int AT_ONCE = 80;

    private static final String IN_SIGHT =
            """
            (() => {
                const [found, log] = ['.found', '.log'].map((one) => document.querySelector(one).getBoundingClientRect());
                return found.top >= log.top && found.bottom <= log.bottom;
            })()\
            """;

    private static final int FRAMES = 120;
    private static final int CHANGES = 100;
    private static final int KEYS = 250;

    private static final String PAGE =
            """
            const [{ desk }, { Chat }, { drawNow }, { openChat }] =
                await Promise.all(['desk/desk.js', 'desk/chat.js', 'core/page.js', 'screens/inbox.js'].map(load));
            const at = (second) => new Date(Date.now() - 3_600_000 + 10 * second).toISOString();
            const said = (id, seq, kind) => ({ conversationId: id, seq, id: `${id}-${seq}`, author: { kind, id: kind === 'agent' ? desk.me : 'eva' },
                type: 'text', text: `line ${seq} `.repeat(1 + seq % 9), at: at(seq) });
            const held = (id, count) => {
                const chat = new Chat(id);
                chat.held({ leaseId: `l-${id}`, version: 1, customer: { id, name: `Eva ${id}` }, system: 'netomi', queueId: 'default', tags: [], since: at(0), lastText: '' });
                const messages = Array.from({ length: count }, (_, i) => said(id, i + 1, i % 7 ? 'user' : 'agent'));
                chat.show({ from: 1, seq: count, messages, complete: true, attributes: {} });
                desk.chats.set(id, chat);
                return chat;
            };
            const timed = (deed) => { const begin = performance.now(); deed(); document.body.offsetHeight; return performance.now() - begin; };
            const spread = (all) => { all.sort((a, b) => a - b); return { median: all[all.length >> 1], p95: all[Math.floor(all.length * 0.95)] }; };
            const elements = () => document.querySelectorAll('*').length;
            """;

    ConsoleLoadE2eIT(LiveHub hub) {
        super(hub);
    }

    /// Runs a script whose value is returned, with what [#PAGE] has.
    private static JsonNode in(ConsolePage page, String script) {
        return Modules.ask(page, PAGE + script);
    }

    private static void print(String what, JsonNode times) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f ms at the median, %.1f ms for 95 of 100%n",
                what,
                times.path("median").asDouble(),
                times.path("p95").asDouble());
    }

    /// Runs a script that does the same again and again, and prints what each time costs the main
    /// thread, whatever else the machine does.
    private static JsonNode costs(ConsolePage page, String what, int times, String script) {
        double before = page.tab().figure("ThreadTime");
        JsonNode seen = in(page, script);
        double milliseconds = (page.tab().figure("ThreadTime") - before) * 1000 / times;
        System.out.printf(Locale.ROOT, "%s costs %.1f ms of a processor%n", what, milliseconds);
        return seen;
    }

    @Test
    void showsThePartOfALongConversationThatIsLookedAt() {
        ConsolePage page = somebody("AGENT");

        JsonNode seen =
                in(
                        page,
                        """
                        held('short', 3);
                        held('long', 10_000);
                        const opened = spread(Array.from({ length: 20 }, () => {
                            openChat('short');
                            return timed(() => openChat('long'));
                        }));
                        const chat = desk.chats.get('long');
                        const grown = spread(Array.from({ length: 50 }, (_, i) => timed(() => {
                            chat.take(said('long', 10_001 + i, 'user'));
                            drawNow();
                        })));
                        return { opened, grown, elements: elements(), inside: document.querySelectorAll('.log *').length, last: [...document.querySelectorAll('.said .text')].at(-1).innerText };
                        """);

        print("A conversation of 10,000 messages is opened in", seen.path("opened"));
        print("One message more is shown in", seen.path("grown"));
        System.out.printf(
                Locale.ROOT,
                "They are shown by %d elements of %d, and need %.1f MB%n",
                seen.path("inside").asInt(),
                seen.path("elements").asInt(),
                page.tab().heap() / 1e6);
        costs(
                page,
                "A frame in which the conversation is scrolled",
                FRAMES,
                """
                const log = document.querySelector('.log');
                const frame = () => new Promise((next) => requestAnimationFrame(next));
                for (let i = 0; i < %d; i++) {
                    log.scrollTop += (i %% 40 < 20 ? -1 : 1) * 200;
                    await frame();
                }
                """
                        .formatted(FRAMES));
        assertThat(seen.path("elements").asInt()).isLessThan(MOST_ELEMENTS);
        assertThat(seen.path("inside").asInt()).isLessThan(MOST_OF_A_CONVERSATION);
        assertThat(seen.path("last").asString()).startsWith("line 10050 ");
    }

    /// The browser finds what is drawn alone.
    @Test
    void findsWordsThatAreNotDrawn() throws IOException {
        ConsolePage page = somebody("AGENT");
        in(
                page,
                """
                const chat = held('long', 1_000);
                chat.messages[99].text = 'the Parc\u00e9l is broken';
                chat.messages[799].text = 'which parcel';
                openChat('long');
                """);

        page.tab().press("f", "KeyF", 'F', CTRL);
        page.awaitThere(".find input:focus");
        page.tab().type("parcel");
        page.awaitAll(".find [role=status]", "1 of 2");
        page.awaitAll(".log .found .text", "which parcel");
        page.tab().enter();
        page.awaitAll(".find [role=status]", "2 of 2");
        page.awaitAll(".log .found .text", "the Parc\u00e9l is broken");
        assertThat(page.tab().run(IN_SIGHT).asBoolean()).isTrue();
        assertThat(page.tab().run("document.querySelectorAll('.log *').length").asInt())
                .isLessThan(MOST_OF_A_CONVERSATION);
        for (int width : new int[] {390, 1440}) {
            for (String theme : List.of("dark", "light")) {
                page.tab().prefers(theme);
                page.tab().resize(width, 900);
                page.keepPicture("find-" + width + "-" + theme, width);
                assertThat(page.fits()).isTrue();
                assertThat(page.nameless()).isEmpty();
                assertThat(page.findings()).isEmpty();
            }
        }
        page.click(".log > button:last-child");
        await().atMost(SOON).until(() -> page.all(".said .text").size() > AT_ONCE);
        page.focus(".find input");
        page.tab().press("Enter", "Enter", 13, SHIFT);
        page.awaitAll(".find [role=status]", "1 of 2");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(".find"));
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.click(".jump");
        await().atMost(SOON)
                .until(() -> page.all(".said .text").getLast().startsWith("line 1000 "));

        in(page, "held('short', 3); openChat('short'); drawNow();");
        page.tab().press("f", "KeyF", 'F', CTRL);
        page.awaitDrawn();
        assertThat(page.has(".find")).isFalse();
    }

    /// As after an hour without a line.
    @Test
    void showsTheLastOfWhatWasWrittenAndNotSent() {
        ConsolePage page = somebody("AGENT");

        JsonNode seen =
                in(
                        page,
                        """
                        const chat = held('unsent', 100);
                        for (let i = 1; i <= 500; i++) {
                            desk.outbox.put(chat.id, { type: 'text', text: `unsent ${i}` });
                        }
                        openChat('unsent');
                        const keys = spread(Array.from({ length: 50 }, () => timed(() => document.execCommand('insertText', false, 'x'))));
                        const texts = () => [...document.querySelectorAll('.log .said .text')].map(({ innerText }) => innerText);
                        const before = texts();
                        for (let i = 0; i < 7; i++) {
                            document.querySelector('.log > button').click();
                            drawNow();
                        }
                        const all = texts();
                        // with them the page would ask before it is left
                        desk.outbox.of(chat.id).forEach(({ id }) => desk.outbox.remove(id));
                        return { keys, drawn: before.length, last: before.at(-1), all };
                        """);

        print("A key below 500 unsent texts is taken in", seen.path("keys"));
        assertThat(seen.path("drawn").asInt()).isEqualTo(80);
        assertThat(seen.path("last").asString()).isEqualTo("unsent 500");
        assertThat(seen.path("all").valueStream().map(JsonNode::asString))
                .hasSize(600)
                .contains("unsent 1");
    }

    /// The row under the pointer is the same afterwards.
    @Test
    void keepsTheListOfThoseWhoWaitShortAndInItsPlace() {
        ConsolePage page = somebody("AGENT");

        JsonNode before =
                in(
                        page,
                        """
                        window.waiting = (i) => ({ handoffId: `h-${i}`, version: 1, conversationId: `web:${i}`, customer: { id: `c-${i}`, name: `Customer ${i}` },
                            queueId: 'many', system: 'web', state: 'waiting', waitingSince: at(i), urgency: 'usual', place: i, tags: [] });
                        const items = new Map(Array.from({ length: 5_000 }, (_, i) => [`h-${i}`, waiting(i)]));
                        desk.queues.set('many', { queueId: 'many', name: 'many', version: 1, depth: 5_000, items });
                        drawNow();
                        window.row = [...document.querySelectorAll('li.waiting')].at(3);
                        return row.getBoundingClientRect().top;
                        """);
        JsonNode seen =
                costs(
                        page,
                        "A change among 5,000 who wait",
                        CHANGES,
                        """
                        const { items } = desk.queues.get('many');
                        const times = spread(Array.from({ length: %d }, (_, i) => timed(() => {
                            items.delete(`h-${4_900 - i}`);
                            items.set(`h-${5_000 + i}`, waiting(5_000 + i));
                            drawNow();
                        })));
                        return { times, elements: elements(), top: row.getBoundingClientRect().top, there: row.isConnected };
                        """
                                .formatted(CHANGES));

        print("A change among 5,000 who wait is shown in", seen.path("times"));
        assertThat(seen.path("elements").asInt()).isLessThan(MOST_ELEMENTS);
        assertThat(seen.path("top").asDouble()).isEqualTo(before.asDouble());
        assertThat(seen.path("there").asBoolean()).isTrue();
    }

    @Test
    void takesKeysWhileMessagesComeInAllConversations() {
        ConsolePage page = somebody("AGENT");

        JsonNode seen =
                costs(
                        page,
                        "A message in one of 24 conversations and a key",
                        KEYS,
                        """
                        const chats = Array.from({ length: 24 }, (_, i) => held(`web:${i}`, 200));
                        openChat('web:0');
                        const field = document.querySelector('.composer textarea');
                        const keys = [];
                        const draws = [];
                        for (let i = 0; i < %d; i++) {
                            const chat = chats[i %% 24];
                            draws.push(timed(() => {
                                chat.take(said(chat.id, chat.seq + 1, 'user'));
                                drawNow();
                            }));
                            keys.push(timed(() => document.execCommand('insertText', false, 'x')));
                        }
                        return { keys: spread(keys), draws: spread(draws), text: field.value, same: field.isConnected && document.activeElement === field };
                        """
                                .formatted(KEYS));

        print("A key is taken in", seen.path("keys"));
        print("A message in one of 24 conversations is shown in", seen.path("draws"));
        assertThat(seen.path("text").asString()).isEqualTo("x".repeat(KEYS));
        assertThat(seen.path("same").asBoolean()).isTrue();
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The console where the hub refuses what it usually does, or where the page itself makes a
/// mistake.
@Tag("nightly")
class MistakesE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    MistakesE2eIT(LiveHub hub) {
        super(hub);
    }

    /// What the page has reported is wanted here.
    private static void forgive(ConsolePage page) {
        page.tab().witness().forgive();
    }

    @Test
    void doNotHideTheOtherMessagesOfAConversation() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");

        Modules.ask(
                page,
                """
                const [{ desk }, { drawNow }] = [await load('desk/desk.js'), await load('core/page.js')];
                delete URL.parse;
                const [chat] = desk.chats.values();
                const say = (more) => chat.take({ conversationId: chat.id, seq: chat.seq + 1, id: `x${chat.seq}`, author: { kind: 'user', id: 'eva' }, type: 'text', at: new Date().toISOString(), ...more });
                say({ text: 'a link', attachments: [{ url: 'https://files.example/a.pdf', name: 'a.pdf' }, { url: 'no address', name: 'b.pdf' }] });
                say({ text: 'broken', attachments: [null] });
                say({ text: 'the last' });
                drawNow();
                return '';\
                """);

        page.awaitSaid("hello", "You said: hello", "a link", "the last");
        page.awaitAll(".said .file", "a.pdf (files.example)", "b.pdf");
        assertThat(page.all(".log .step").getLast()).contains("cannot");
        assertThat(page.tab().wrong()).isNotEmpty();
        forgive(page);
        page.end();
        forgive(page);
    }

    /// Each test looks at its end, when the document that went wrong may be gone.
    @Test
    void areKnownThoughThePageIsLoadedAgain() {
        ConsolePage page = somebody("AGENT");
        page.tab()
                .run(
                        """
                        new Image().src = 'https://files.example/a.png';
                        document.body.setAttribute('style', 'color: red');
                        setTimeout(() => { throw new Error('late'); });
                        new Promise((done) => setTimeout(done, 1))\
                        """);
        page.tab().reload();
        page.awaitOnline();

        assertThat(page.tab().wrong())
                .hasSize(4)
                .contains(
                        "asked https://files.example/a.png",
                        "img-src forbids https://files.example/a.png",
                        "style-src-attr forbids what is in the page")
                .anyMatch(wrong -> wrong.startsWith("Error: late"));
        forgive(page);
    }

    /// The hub restates the messages of the lease alone.
    @Test
    void areNotMadeOfWhatBecameOfEarlierMessages() {
        ConsolePage page = somebody("AGENT");

        String stands =
                Modules.ask(
                                page,
                                """
                                const { Chat } = await load('desk/chat.js');
                                const chat = new Chat('netomi:c');
                                const author = { kind: 'agent', id: 'ann' };
                                const messages = [1, 2].map((seq) => ({ seq, id: `m${seq}`, author, at: `2026-01-0${seq}T00:00:00Z`, status: 'retrying' }));
                                const stands = () => messages.map(({ id }) => chat.statuses.get(id).status).join(' ');
                                chat.show({ from: 1, seq: 2, messages, complete: true, attributes: {} });
                                chat.assumeDelivered('ann');
                                const lost = stands();
                                chat.held({ leaseId: 'l', version: 1, customer: {}, since: '2026-01-02T00:00:00Z' });
                                chat.assumeDelivered('ann');
                                return `${lost}, ${stands()}`;\
                                """)
                        .asString();

        assertThat(stands).isEqualTo("retrying retrying, retrying delivered");
    }

    @Test
    void doNotLeaveASupervisorWithoutAWall() {
        ConsolePage page = somebody("SUPERVISOR");
        Modules.ask(
                page,
                """
                const { socket } = await load('desk/desk.js');
                const ask = socket.ask;
                let fails = 1;
                socket.ask = function (event, payload) {
                    return event === 'desk.watch' && fails-- > 0 ? Promise.resolve({ ok: false, code: 'UNAVAILABLE', retryAfter: 3 }) : ask.call(this, event, payload);
                };
                return '';\
                """);

        page.click("a[href=\"/console/floor\"]");

        page.awaitAll(
                "main > p.muted, .floor p.muted",
                "The hub cannot store anything now. Try again in a moment.");
        page.awaitThere(".wall .agents td");
    }

    @Test
    void ofTwoSupervisorsAtOneListAreRefusedAndNotSaved() {
        String tag = LiveHub.fresh("tag");
        ConsolePage page = admin("/floor/lists");
        page.awaitThere("section");
        String change =
                """
                const { rest } = await load('core/session.js');
                const list = await (await rest('/v1/tags')).json();
                const items = %s;
                await rest('/v1/tags', { method: 'PUT', headers: { 'Content-Type': 'application/json', ...(list.version && { 'If-Match': '*' }) }, body: JSON.stringify({ items }) });
                const { changed } = await load('core/page.js');
                const real = Date.now;
                Date.now = () => real() + 60_000;
                changed();
                return '';\
                """;
        Modules.ask(
                page,
                change.formatted(
                        "[...list.items, { id: '%1$s', name: '%1$s', retired: false }]"
                                .formatted(tag)));
        String edit = "main [aria-label=\"Edit… " + tag + "\"]";
        page.awaitThere(edit);
        page.click(edit);
        page.fill("dialog[open] input[name=name]", tag + "-mine");

        Modules.ask(
                page,
                change.formatted(
                        "list.items.map((one) => (one.id === '%1$s' ? { ...one, name: '%1$s-theirs' } : one))"
                                .formatted(tag)));
        await().atMost(SOON)
                .until(() -> page.has("main [aria-label=\"Edit… " + tag + "-theirs\"]"));
        page.click("dialog[open] .primary");

        page.awaitThere("dialog[open] .problem");
        assertThat(hub.admin().get("/v1/tags").body())
                .contains(tag + "-theirs")
                .doesNotContain(tag + "-mine");
        page.click("dialog[open] .end button[type=button]");
        Modules.ask(page, change.formatted("list.items.filter(({ id }) => id !== '" + tag + "')"));
    }

    @Test
    void areToldWhereTheNextPageOfAListDoesNotCome() {
        ConsolePage page = admin("/hub");
        page.awaitThere(".screen");
        page.tab()
                .run(
                        """
                        window.fails = 1;
                        const real = fetch;
                        const json = (body, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }));
                        window.fetch = (path, init) => {
                            const { pathname, searchParams } = new URL(path, location.href);
                            if (pathname !== '/v1/audit') {
                                return real(path, init);
                            }
                            const entry = (id) => ({ id, at: '2026-01-01T00:00:00Z', actor: 'ann', action: 'x.y', subject: id, detail: '', outcome: 'done', address: '', request_id: '' });
                            return !searchParams.has('before') ? json({ items: [entry('first')], next: 'n' }) : fails-- > 0 ? json({ title: 'away' }, 500) : json({ items: [entry('second')], next: null });
                        };
                        0\
                        """);
        page.click("a[href=\"/console/hub/audit\"]");
        String more = "main .reading > p > button";
        page.awaitAll("tbody td:nth-child(4)", "first");

        page.click(more);
        page.awaitThere("main .problem");
        page.click(more);

        page.awaitAll("tbody td:nth-child(4)", "first", "second");
        assertThat(page.has("main .problem")).isFalse();
    }

    @Test
    void ofMemoryAreNotMadeWithPictures() {
        ConsolePage page = somebody("AGENT");

        String revoked =
                Modules.ask(
                                page,
                                """
                                const { pictureOf } = await load('desk/files.js');
                                const real = [fetch, Date.now, URL.revokeObjectURL];
                                let revoked = 0;
                                URL.revokeObjectURL = (address) => (revoked++, real[2].call(URL, address));
                                window.fetch = (path, init) => (String(path).includes('/v1/media/') ? Promise.resolve(new Response('x')) : real[0](path, init));
                                const draw = async (from, to) => {
                                    for (let i = from; i < to; i++) {
                                        pictureOf(`p${i}`);
                                    }
                                    await new Promise((next) => setTimeout(next, 200));
                                    return revoked;
                                };
                                const shown = await draw(0, 70);
                                Date.now = () => real[1]() + 60_000;
                                const later = await draw(70, 75);
                                [window.fetch, Date.now, URL.revokeObjectURL] = real;
                                return `${shown} ${later}`;\
                                """)
                        .asString();

        assertThat(revoked).isEqualTo("0 15");
    }
}

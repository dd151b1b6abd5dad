package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A conversation at the console of the agent who has it.
class TalkE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ALT = 1;
    private static final String SENDS = "dialog[open] button[type=submit]";

    /// A picture of one dot, a text, and a page that a browser would run.
    private static final String DROP =
            """
            (() => {
                const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
                const data = new DataTransfer();
                data.items.add(new File([Uint8Array.from(atob(dot), (c) => c.charCodeAt(0))], 'dot.png', { type: 'image/png' }));
                data.items.add(new File(['what it cost'], 'bill.txt', { type: 'text/plain' }));
                data.items.add(new File(['<script>1</script>'], 'page.html', { type: 'text/html' }));
                const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
                document.querySelector('.composer').dispatchEvent(drop);
                return 0;
            })()\
            """;

    /// A third of a second of silence.
    private static final String VOICE =
            """
            (() => {
                const samples = 2400;
                const wav = new DataView(new ArrayBuffer(44 + samples));
                const put = (at, text) => [...text].forEach((sign, i) => wav.setUint8(at + i, sign.charCodeAt(0)));
                put(0, 'RIFF');
                put(8, 'WAVEfmt ');
                put(36, 'data');
                [[4, 36 + samples], [16, 16], [24, 8000], [28, 8000], [40, samples]].forEach(([at, value]) => wav.setUint32(at, value, true));
                [[20, 1], [22, 1], [32, 1], [34, 8]].forEach(([at, value]) => wav.setUint16(at, value, true));
                new Uint8Array(wav.buffer).fill(128, 44);
                const data = new DataTransfer();
                data.items.add(new File([wav], 'voice.wav', { type: 'audio/wav' }));
                const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
                document.querySelector('.composer').dispatchEvent(drop);
                const revoke = URL.revokeObjectURL;
                window.revoked = [];
                URL.revokeObjectURL = (address) => (revoked.push(address), revoke.call(URL, address));
                return 0;
            })()\
            """;

    private static final String PLAYS = "audio:focus";

    /// Of types that are played, that are not, and of one that is too large.
    private static final String FILES =
            """
            const types = ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'audio/svg+xml', 'video/x-unknown', 'audio/ogg; codecs=opus', 'VIDEO/MP4'];
            const attachments = types.map((mimeType, i) => ({ mediaId: `none-${i}`, name: `file ${i}`, mimeType }));
            attachments.push({ mediaId: 'large', name: 'large', mimeType: 'audio/ogg', size: 17 * 1024 * 1024 });
            chat.take({ conversationId: chat.id, seq: chat.seq + 1, id: 'many', author: { kind: 'user', id: 'eva' }, type: 'attachment', attachments, at: new Date().toISOString() });
            """;

    private static final String GIVEN_UP =
            """
            const { id } = chat.messages.findLast(({ author }) => author.kind === 'agent');
            chat.statuses.set(id, { status: 'parked', reason: '%s' });
            """;

    TalkE2eIT(LiveHub hub) {
        super(hub);
    }

    @Test
    void sendsFilesWhenTheAgentHasSeenThem() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "Send me the bill");
        page.accept();
        page.awaitSaid("Send me the bill", "You said: Send me the bill");

        page.tab().run(DROP);
        page.awaitAll(".tray bdi", "dot.png", "bill.txt", "page.html");
        page.awaitThere(".tray img[src^=\"blob:\"]");
        assertThat(asksBeforeItIsLeft(page)).isTrue();
        assertThat(page.nameless()).isEmpty();
        page.click(".tray li:nth-child(1) button");
        page.awaitAll(".tray bdi", "bill.txt", "page.html");
        assertThat(page.has(".said.own")).isFalse();
        page.answer("Here it is");

        page.awaitAll(".tray .refusal", "The hub does not take such a file.");
        page.awaitAll(".tray bdi", "page.html");
        page.awaitThere(".said.own .file");
        assertThat(page.all(".said.own .text")).containsExactly("Here it is");
        page.click(".tray li button");
        await().atMost(SOON).until(() -> !page.has(".tray"));
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        assertThat(asksBeforeItIsLeft(page)).isFalse();

        page.alt("N");
        page.tab().run(DROP);
        page.awaitAll(
                ".composer .window",
                "A note has no files. Choose Reply to send one to the customer.");
        assertThat(page.has(".tray")).isFalse();
        page.end();
    }

    /// Does this with the open conversation.
    private static void change(ConsolePage page, String script) {
        Modules.use(page, "const [chat] = desk.chats.values();" + script);
    }

    private static boolean asksBeforeItIsLeft(ConsolePage page) {
        return page.tab()
                .run("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
                .asBoolean();
    }

    @Test
    void playsAVoiceNoteWhereItWasSaid() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "Tell me");
        page.accept();
        page.awaitSaid("Tell me", "You said: Tell me");
        page.tab().run(VOICE);
        page.awaitAll(".tray bdi", "voice.wav");
        page.focus(".composer textarea");
        page.enter();
        page.awaitAll(".said.own .file", "Play", "voice.wav");
        assertThat(page.has("audio")).isFalse();

        page.focus(".said.own .file");
        page.click(".said.own .file");

        page.awaitThere(PLAYS);
        await().atMost(SOON)
                .until(() ->
                        page.tab()
                                .run(
                                        "(audio => audio.duration > 0.2 && audio.currentTime > 0)(document.querySelector('audio'))")
                                .asBoolean());
        String address = page.tab().run("document.querySelector('audio').src").asString();
        assertThat(address).startsWith("blob:");
        page.awaitAll(".said.own .file", "voice.wav");
        for (int width : new int[] {1440, 390}) {
            page.tab().resize(width, 900);
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.keepPicture("voice-" + width + "-" + theme, width);
                assertThat(page.findings()).isEmpty();
            }
            assertThat(page.fits()).isTrue();
        }
        page.tab().resize(1440, 900);
        page.end();
        page.signOut();
        assertThat(page.tab().run("revoked.includes('" + address + "')").asBoolean()).isTrue();
    }

    /// What a browser would run is never more than a file.
    @Test
    void playsNothingThatIsNoSoundAndNoFilm() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");

        change(page, FILES);

        page.awaitAll(
                ".said:last-of-type .file",
                "file 0",
                "file 1",
                "file 2",
                "file 3",
                "file 4",
                "Play",
                "file 5",
                "Play",
                "file 6",
                "large");
        page.click(".said:last-of-type .file:nth-of-type(6)");
        page.awaitAll(
                ".said:last-of-type .undelivered", "It cannot be played here. Keep it as a file.");
        assertThat(page.has(".log audio, .log video, .log iframe, .log object, .log img"))
                .isFalse();
        page.end();
    }

    @Test
    void letsAnAgentSayAgainWhatWasGivenUp() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "when?");
        page.accept();
        page.awaitSaid("when?", "You said: when?");
        page.answer("It comes on Monday");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");

        change(page, GIVEN_UP.formatted("META_131026"));

        page.awaitThere(".said.own .undelivered button");
        assertThat(page.all(".said.own .undelivered").getFirst())
                .contains("META_131026")
                .doesNotContain("Its way");
        for (int width : new int[] {390, 1440}) {
            page.tab().resize(width, 900);
            page.keepPicture("undelivered-" + width, width);
            assertThat(page.findings()).isEmpty();
            assertThat(page.fits()).isTrue();
        }
        page.click(".said.own .undelivered button");
        await().atMost(SOON).until(() -> page.draft().equals("It comes on Monday"));
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        page.enter();

        page.awaitAll(".said.own .text", "It comes on Monday", "It comes on Monday");
        page.end();
    }

    @Test
    void leadsAnAdminToTheWayOfWhatWasGivenUp() {
        ConsolePage page = somebody("ADMIN\",\"AGENT");
        pages.customer(hub, "when?");
        page.accept();
        page.awaitSaid("when?", "You said: when?");
        page.answer("It comes on Monday");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        change(page, GIVEN_UP.formatted("egress_blocked"));

        page.click(".said.own .undelivered button:last-child");

        page.awaitThere(".states .state");
        page.click("a[href=\"/console/inbox\"]");
        page.openNth(1);
        page.awaitThere(".composer textarea");
        page.end();
    }

    @Test
    void readsOutWhatTheCustomerSaysNow() {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");

        assertThat(customer.ask(LiveHub.fresh("m"), "are you there").status()).isIn(200, 202);

        await().atMost(SOON)
                .until(() ->
                        page.all("[role=status]").stream()
                                .anyMatch(each -> each.endsWith(": are you there")));
        page.end();
    }

    /// Programs write what nobody can type. A name with it is refused, because it is a line.
    @Test
    void showsControlCharactersAsText() throws IOException {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        String controls =
                "nul \\u0000 bell \\u0007 tab \\t escape \\u001b[31m delete \\u007f next \\u0085 end";

        Answer written = customer.ask(LiveHub.fresh("m"), controls);
        assertThat(written.status()).as(written.body()).isIn(200, 202);
        assertThat(customer.ask(LiveHub.fresh("m"), "what was that").status()).isIn(200, 202);

        await().atMost(SOON).until(() -> page.all(".said .text").contains("what was that"));
        assertThat(
                        page.tab()
                                .run(
                                        "[...document.querySelectorAll('.said .text')].at(-2).textContent === \"%s\""
                                                .formatted(controls))
                                .asBoolean())
                .isTrue();
        assertThat(page.fits()).isTrue();
        assertThat(page.findings()).isEmpty();
        Answer named =
                hub.stranger()
                        .logIn("yalo", "demo-password-of-the-bot")
                        .post(
                                "/v1/chats/connect",
                                """
                                {"userID":"nul-1","botSlug":"b","botId":"1","name":"Ann\\u0000Bell","email":"a@b.example","provider":"whatsapp"}\
                                """);
        assertThat(named.status()).as(named.body()).isIn(400, 422);
        assertThat(named.body()).contains("ChatPayload.Name").doesNotContain("Email");
        page.end();
    }

    @Test
    void passesAConversationOnOnlyToSomebody() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "somebody else, please");
        page.accept();

        page.alt("T");
        page.awaitThere("dialog[open] input[value=bot]");
        assertThat(page.has(SENDS + ":disabled")).isTrue();
        page.click("dialog[open] input[value=bot]");
        page.awaitThere(SENDS + ":enabled");
        page.click(SENDS);

        page.awaitThere(ConsolePage.NONE_OPEN);
        page.awaitAll(".mine .chat");
    }

    /// Perhaps they are not free because it was done, and the answer was lost with the line.
    @Test
    void asksForTheChosenColleagueAlsoWhenTheyAreNotFreeAnyMore() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "your colleague, please");
        page.accept();
        String ann = LiveHub.fresh("agent");
        Staff.hire(hub, ann, "AGENT");
        ConsolePage colleague = visit("", ann, Staff.PASSWORD);
        colleague.awaitOnline();
        String chosen = "dialog[open] input[value=\"a" + ann + "\"]";

        page.alt("T");
        page.click(chosen);
        colleague.choose(".availability", "2");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all("dialog[open] .others li"))
                                .anySatisfy(each -> assertThat(each).contains(ann, "Busy")));
        assertThat(page.has(chosen + ":checked")).isTrue();
        page.click(SENDS);

        page.awaitAll("dialog[open] .refusal", "Nobody is there who could take it.");
        page.click("dialog[open] input[value=bot]");
        page.click(SENDS);
        page.awaitThere(ConsolePage.NONE_OPEN);
    }

    /// On a Mac, Alt and E begin an accent.
    @Test
    void leavesAccentsToTheKeyboard() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "caf\u00e9");
        page.accept();

        page.tab().press("Dead", "KeyE", 'E', ALT);
        page.awaitDrawn();

        assertThat(page.has("dialog")).isFalse();
        page.end();
    }
}

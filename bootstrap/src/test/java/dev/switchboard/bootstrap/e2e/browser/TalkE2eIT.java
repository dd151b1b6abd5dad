package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
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

        page.alt("N");
        page.tab().run(DROP);
        page.awaitAll(
                ".composer .window",
                "A note has no files. Choose Reply to send one to the customer.");
        assertThat(page.has(".tray")).isFalse();
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

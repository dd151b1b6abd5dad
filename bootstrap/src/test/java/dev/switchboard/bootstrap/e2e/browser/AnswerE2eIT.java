package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What goes with an agent's answer: the message that it quotes, and choices for the customer.
@Tag("nightly")
class AnswerE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String QUOTING = ".quoting .quoted span";
    private static final String TITLES =
            "[...document.querySelectorAll('.given input')].map(one => one.value).join('|')";

    AnswerE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void press(ConsolePage page, String key, int number) {
        page.tab().press(key, key, number, 0);
    }

    private static void awaitTextFocused(ConsolePage page) {
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
    }

    private static void reload(ConsolePage page) {
        page.tab().reload();
        page.awaitOnline();
    }

    /// Everything can be read and pressed, on the narrowest screen too.
    private static void look(ConsolePage page) throws IOException {
        assertThat(page.findings()).isEmpty();
        assertThat(page.nameless()).isEmpty();
        page.tab().resize(320, 800);
        assertThat(page.fits()).isTrue();
        assertThat(page.beside()).isEmpty();
        assertThat(page.findings()).isEmpty();
        page.tab().resize(1440, 900);
    }

    @Test
    void quotesAMessage() throws IOException {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "my parcel is broken");
        page.accept();
        page.awaitSaid("my parcel is broken", "You said: my parcel is broken");

        press(page, "ArrowUp", 38);
        page.awaitAll(QUOTING, "my parcel is broken");
        press(page, "ArrowDown", 40);
        page.awaitAll(QUOTING, "You said: my parcel is broken");
        press(page, "Escape", 27);
        page.awaitAll(QUOTING);
        awaitTextFocused(page);
        page.click(".said.bot .quote");
        page.awaitAll(QUOTING, "You said: my parcel is broken");
        page.click(".quoting button");
        page.awaitAll(QUOTING);
        awaitTextFocused(page);

        page.alt("Q");
        page.awaitAll(QUOTING, "my parcel is broken");
        reload(page);
        page.awaitAll(QUOTING, "my parcel is broken");
        look(page);
        page.answer("I am sorry to hear that");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        page.awaitAll(QUOTING);
        page.answer("We send another one");
        page.awaitSaid(
                "my parcel is broken",
                "You said: my parcel is broken",
                "I am sorry to hear that",
                "We send another one");
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        reload(page);

        page.awaitAll(".said .quoted span", "my parcel is broken");
        customer.page().awaitAnswersAmong("I am sorry to hear that", "We send another one");
        page.end();
    }

    /// A note is for agents alone, and an answer goes to the customer.
    @Test
    void quotesNoNote() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");

        page.alt("N");
        page.answer("he is angry");
        page.awaitAll(".noted .text", "he is angry");
        assertThat(page.has(".noted .quote")).isFalse();
        press(page, "ArrowUp", 38);
        page.awaitDrawn();
        assertThat(page.has(".quoting")).isFalse();
        page.alt("R");
        press(page, "ArrowUp", 38);
        page.awaitAll(QUOTING, "hello");
        press(page, "ArrowDown", 40);
        page.awaitAll(QUOTING, "You said: hello");
        press(page, "ArrowDown", 40);
        page.awaitDrawn();

        page.awaitAll(QUOTING, "You said: hello");
        page.end();
    }

    @Test
    void givesTheCustomerChoices() throws IOException {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "I want my money back");
        page.accept();
        page.awaitSaid("I want my money back", "You said: I want my money back");

        page.click("button[aria-label=\"Give choices\"]");
        page.awaitThere(".given input:focus");
        page.tab().type("A refund");
        page.tab().enter();
        page.awaitThere(".given .row:nth-of-type(2) input:focus");
        page.tab().type("<b>Another</b>");
        page.tab().enter();
        page.awaitThere(".given .row:nth-of-type(3) input:focus");
        press(page, "Escape", 27);
        awaitTextFocused(page);
        page.tab().enter();
        page.awaitAll(".given .refusal", "Write what the customer has to choose.");
        page.answer("What would you like?");
        page.awaitAll(".given .refusal", "Name this choice, or remove it.");
        page.awaitThere(".given .row:nth-of-type(3) input:focus");
        look(page);
        page.click("button[aria-label=\"Remove choice 3\"]");
        assertThat(page.has(".said.own")).isFalse();
        reload(page);
        page.awaitThere(".given input");
        assertThat(page.tab().run(TITLES).asString()).isEqualTo("A refund|<b>Another</b>");
        await().atMost(SOON).until(() -> page.draft().equals("What would you like?"));
        page.focus(".composer textarea");
        page.tab().enter();

        page.awaitAll(".said.own .options li", "A refund", "<b>Another</b>");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        assertThat(page.has(".given")).isFalse();
        assertThat(page.draft()).isEmpty();
        reload(page);
        page.awaitAll(".said.own .options li", "A refund", "<b>Another</b>");
        customer.page().awaitAnswersAmong("What would you like?\n1. A refund\n2. <b>Another</b>");
        page.end();
    }

    @Test
    void givesBackAllOfWhatIsRefused() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        String long65 = "long ".repeat(13_200);

        page.alt("Q");
        page.awaitAll(QUOTING, "hello");
        page.alt("C");
        page.awaitThere(".given input:focus");
        page.tab().type("Yes");
        page.answer(long65);
        page.awaitThere(".said.refused .undelivered");
        assertThat(page.all(".said.refused .undelivered").getFirst()).contains("It is too long.");
        assertThat(page.all(".said.refused .options li")).containsExactly("Yes");
        assertThat(page.has(".given")).isFalse();
        page.click(".said.refused .undelivered button");

        page.awaitAll(QUOTING, "hello");
        assertThat(page.tab().run(TITLES).asString()).isEqualTo("Yes");
        assertThat(page.draft()).isEqualTo(long65.strip());
        assertThat(page.has(".said.refused")).isFalse();
        page.alt("E");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(".composer.gone");
    }

    /// What is not sent is not thrown away with the conversation.
    @Test
    void keepsChoicesOfAConversationThatIsGone() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.alt("C");
        page.awaitThere(".given input:focus");
        page.tab().type("A refund");

        page.alt("E");
        page.click("dialog[open] button[type=submit]");

        page.awaitAll(".composer.gone .text", "A refund");
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What agents and supervisors do less often than each hour, by keys alone. The focus is somewhere
/// after each key.
@Tag("nightly")
class DeskKeyboardE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// Chooses a file where the focus is: the browser's own dialog is beside the page.
    private static final String FILE =
            """
            (field => {
                const data = new DataTransfer();
                data.items.add(new File(['12.50'], 'bill.txt', { type: 'text/plain' }));
                field.files = data.files;
                field.dispatchEvent(new Event('change', { bubbles: true }));
            })(document.activeElement)\
            """;

    DeskKeyboardE2eIT(LiveHub hub) {
        super(hub);
    }

    private Hands hands(String roles) {
        Hands hands = new Hands(somebody(roles));
        hands.awaitAt("h1");
        return hands;
    }

    private static void open(Hands hands, String way) {
        hands.tabTo("a[href=\"/console/" + way + "\"]");
        hands.enter();
        hands.awaitThere("main h1");
    }

    private static void fill(Hands hands, String field, String text) {
        hands.tabTo(field);
        hands.type(text);
    }

    /// Goes down in a list of choices until this one is made.
    private static void pick(Hands hands, String select, String value) {
        hands.tabTo(select);
        String chosen = "document.querySelector('%s').value".formatted(select);
        for (int i = 0; i < 9; i++) {
            if (hands.page().tab().run(chosen).asString().equals(value)) {
                return;
            }
            hands.press("ArrowDown", 40, 0);
        }
        throw new AssertionError(value + " cannot be chosen");
    }

    private static void end(Hands hands) {
        hands.alt("E");
        hands.awaitThere(Hands.DEED);
        hands.tabTo(Hands.DEED);
        hands.ask(ConsolePage.NONE_OPEN);
    }

    @Test
    void sendsFilesAndChoicesAndReadsWhatWasSaidBefore() {
        Hands hands = hands("AGENT");
        ConsolePage page = hands.page();
        Customer customer = pages.customer(hub, "my bill, please");
        hands.awaitThere(".offer button.primary:enabled");
        hands.alt("A");
        hands.awaitAt("textarea");
        hands.tabTo(".attach input");
        page.tab().run(FILE);
        page.awaitAll(".tray bdi", "bill.txt");
        hands.awaitAt("textarea");
        hands.enter();
        page.awaitThere(".said.own .file");
        hands.alt("C");
        hands.awaitAt(".given input");
        hands.type("A refund");
        hands.enter();
        hands.awaitAt(".given .row:nth-of-type(2) input");
        hands.type("A voucher");
        hands.tabTo(".composer textarea");
        hands.type("What would you like?");
        hands.enter();
        customer.page().awaitAnswersAmong("What would you like?\n1. A refund\n2. A voucher");
        end(hands);

        assertThat(customer.wantsAgent().status()).isEqualTo(200);
        hands.awaitThere(".offer button.primary:enabled");
        hands.alt("A");
        hands.awaitAt("textarea");
        page.showDetails();
        hands.tabTo(".formers li button");
        hands.enter();
        hands.awaitThere("dialog.former[open] .log");
        await().atMost(SOON)
                .until(() -> page.all("dialog .said .text").contains("What would you like?"));
        hands.press("Escape", 27, 0);
        hands.awaitClosed();
        end(hands);
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void keepsAReplyOfTheirOwnAndChoosesWhatIsHeard() {
        String shortcut = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        Hands hands = hands("AGENT");
        open(hands, "settings");
        hands.pressNamed("Add a reply…");
        hands.awaitThere("dialog[open] [name=shortcut]");
        fill(hands, "dialog[open] [name=shortcut]", shortcut);
        fill(hands, "dialog[open] [name=title]", "By keys");
        fill(hands, "dialog[open] [name=text]", "Hello");
        hands.confirm();
        hands.awaitAmong("td", "/" + shortcut);
        hands.pressNamed("Remove " + shortcut);
        hands.awaitThere(Hands.DEED);
        hands.confirm();
        await().atMost(SOON).until(() -> !hands.page().all("td").contains("/" + shortcut));
        hands.looks("removed");
        hands.tabTo("main select:has(option[value=off])");
        hands.press("ArrowDown", 40, 0);
        await().atMost(SOON).until(() -> hands.page().has("main select option[value=off]:checked"));
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void retiresATagAndKeepsAViewOfTheFigures() {
        String tag = LiveHub.fresh("tag");
        Hands hands = hands("SUPERVISOR");
        ConsolePage page = hands.page();
        open(hands, "floor");
        open(hands, "floor/lists");
        hands.pressNamed("Add a tag…");
        hands.awaitThere("dialog[open] [name=name]");
        fill(hands, "dialog[open] [name=name]", tag);
        hands.confirm();
        hands.awaitAmong("td", tag);
        hands.pressNamed("Retire " + tag);
        hands.awaitThere("main [aria-label=\"Bring back " + tag + "\"]");

        open(hands, "floor/figures");
        page.keepDownloads();
        pick(hands, "main [name=of]", "agents");
        hands.tabTo(".filter [type=submit]");
        hands.enter();
        await().atMost(SOON)
                .until(() -> page.tab().run("location.hash").asString().contains("of=agents"));
        hands.looks("shown");
        hands.pressNamed("Download as CSV");
        await().atMost(SOON).until(() -> page.downloaded().startsWith("at,agent_id,"));
        hands.looks("kept");
        String view = LiveHub.fresh("view");
        hands.tabTo("details.views summary");
        hands.enter();
        hands.pressNamed("Save this view…");
        hands.awaitThere("dialog[open] [name=name]");
        fill(hands, "dialog[open] [name=name]", view);
        hands.confirm();
        hands.awaitAmong("details.views a", view);
        hands.pressNamed("Edit " + view);
        hands.awaitThere("dialog[open] .danger");
        hands.tabTo("dialog[open] .danger");
        page.tab().enter();
        hands.awaitClosed();
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void saysHowLongCustomersMayWaitAndForHowLongIsWrittenUp() {
        Hands admin = new Hands(admin("/floor/lists"));
        admin.awaitThere("main [aria-label=\"Edit default\"]");
        admin.pressNamed("Edit default");
        admin.awaitThere("dialog[open] [name=wrap_up_s]");
        fill(admin, "dialog[open] [name=wrap_up_s]", "1800");
        admin.confirm();
        admin.awaitAmong("td", "30:00");
        try {
            writesUp();
        } finally {
            admin.pressNamed("Edit default");
            admin.awaitThere("dialog[open] [name=wrap_up_s]");
            admin.tabTo("dialog[open] [name=wrap_up_s]");
            admin.press("Backspace", 8, 0);
            admin.confirm();
        }
        await().atMost(SOON).until(() -> !admin.page().all("td").contains("30:00"));
        assertThat(admin.lost()).isEmpty();
    }

    private void writesUp() {
        Hands agent = hands("AGENT");
        pages.customer(hub, "hello");
        agent.awaitThere(".offer button.primary:enabled");
        agent.alt("A");
        agent.awaitAt("textarea");
        end(agent);
        agent.awaitThere(".banner.wrapup");
        agent.alt("W");
        await().atMost(SOON).until(() -> !agent.page().has(".banner.wrapup"));
        agent.looks("ready");
        assertThat(agent.lost()).isEmpty();
    }

    @Test
    void decidesAboutManyAndEmptiesAnAgent() {
        String ann = LiveHub.fresh("ann");
        Staff.hire(hub, ann, "AGENT");
        ConsolePage agent = visit("", ann, Staff.PASSWORD);
        agent.awaitOnline();
        pages.customer(hub, "one");
        agent.accept();
        agent.choose(".availability", "2");
        Hands hands = hands("SUPERVISOR");
        ConsolePage wall = hands.page();
        hands.tabTo(".availability");
        hands.press("ArrowDown", 40, 0);
        wall.awaitThere(".availability.busy");
        pages.customer(hub, "two");
        pages.customer(hub, "three"); // there are boxes where several wait
        open(hands, "floor");

        hands.tabTo(".customers tbody .check input");
        hands.press(" ", 32, 0);
        hands.awaitAmong(".many [role=status]", "1 customer is chosen.");
        hands.pressNamed("Priority of chosen…");
        hands.choose("input[value=urgent]");
        hands.tabTo(Hands.DEED);
        hands.ask(".told:not(:empty)");
        hands.awaitClosed();
        hands.tabTo("[aria-label=\"Move all conversations of " + ann + "\"]");
        hands.enter();
        hands.awaitThere(Hands.DEED);
        hands.tabTo(Hands.DEED);
        wall.tab().enter();
        hands.awaitAmong(".told", "1 conversation of " + ann + " was moved.");
        agent.awaitThere(".composer.gone");
        hands.looks("emptied");

        ConsolePage colleague = somebody("AGENT");
        for (int i = 0; i < 3; i++) {
            colleague.accept();
            colleague.end();
        }
        assertThat(hands.lost()).isEmpty();
    }
}

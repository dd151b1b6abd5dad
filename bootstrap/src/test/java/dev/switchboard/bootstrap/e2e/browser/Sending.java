package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.Customer;

/// An agent sends a file. The hub stores it before it answers, and the message comes afterwards.
final class Sending extends Command {

    private static final String FILE = "bill.txt";
    private static final String DROP =
            """
            (() => {
                const data = new DataTransfer();
                data.items.add(new File(['what it cost'], '%s', { type: 'text/plain' }));
                document.querySelector('.composer').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
                return 0;
            })()\
            """
                    .formatted(FILE);

    private final Valve line;
    private final Customer receiver = accepted("what does it cost?");

    Sending(OwnHubStory story, Valve line) {
        super(story, line);
        this.line = line;
        page.tab().run(DROP);
        page.awaitAll(".tray bdi", FILE);
        page.focus(FIELD);
    }

    @Override
    void give() {
        page.tab().enter();
    }

    @Override
    boolean isStored() {
        return line.lost().contains("\"mediaId\"");
    }

    @Override
    void awaitDoubt() {
        page.awaitThere(".tray .refusal");
    }

    @Override
    void giveAgain() {
        awaitDoubt();
        assertThat(page.has(FIELD + ":focus")).isTrue();
        give();
    }

    @Override
    void awaitShown() {
        page.awaitAll(".said.own:not(.sending) .file", FILE);
        assertThat(page.has(".tray")).isFalse();
    }

    @Override
    void assertDoneOnce() {
        assertThat(journal(receiver)).filteredOn(item -> item.toString().contains(FILE)).hasSize(1);
        await().atMost(SOON).until(() -> files() == 1);
        assertHeld(receiver);
        assertThat(files()).isEqualTo(1);
    }

    /// The messages with the file at the customer. After a kill one may come again, with its id.
    private long files() {
        return receiver.page().events("webhook_update").stream()
                .filter(update -> update.toString().contains(FILE))
                .map(update -> update.path("deliveryId").asString())
                .distinct()
                .count();
    }
}

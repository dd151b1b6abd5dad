package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.concurrent.atomic.AtomicInteger;

/// A user of the bot who wants a person.
record Somebody(Customer customer, AtomicInteger said) implements AutoCloseable {

    /// Has said something to the bot, and heard its answer.
    static Somebody at(LiveHub hub) {
        Somebody somebody = new Somebody(Customer.at(hub), new AtomicInteger());
        somebody.says("Hello");
        somebody.customer.page().awaitAnswers("You said: Hello");
        return somebody;
    }

    /// The name of the conversation as consoles know it.
    String conversation() {
        return "netomi:" + customer.conversation();
    }

    void says(String text) {
        Answer answer = customer.ask("m-" + said.incrementAndGet(), text);
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
    }

    /// The bot gives up on them.
    Somebody wantsAPerson() {
        Answer answer =
                Customer.webhook(
                        customer.hub(),
                        """
                        {"requestId":"%s","requestPayload":{"conversationId":"%s"},
                         "attachments":[{"type":"HUMAN_HANDOFF_REQUEST","attachment":{}}]}\
                        """
                                .formatted(LiveHub.fresh("r"), customer.conversation()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    @Override
    public void close() {
        customer.close();
    }
}

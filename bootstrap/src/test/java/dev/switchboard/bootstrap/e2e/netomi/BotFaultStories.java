package dev.switchboard.bootstrap.e2e.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A bot that refuses its own token, or hangs, on a hub that waits for it for a short time.
public interface BotFaultStories {

    LiveHub hub();

    @Test
    default void mintsOneNewTokenForAllWhenTheBotRefusesOne() {
        try (Customer customer = Customer.at(hub())) {
            insist(customer, "warm", "warm up");
            long before = mints();
            hub().scriptBot("[{\"expireTokens\":true}]");

            List<Customer> all = Stream.generate(() -> Customer.at(hub())).limit(20).toList();
            List<CompletableFuture<Answer>> asking =
                    all.stream()
                            .map(one ->
                                    CompletableFuture.supplyAsync(
                                            () -> insist(one, "m-1", "Hello")))
                            .toList();

            assertThat(asking)
                    .allSatisfy(asked -> assertThat(asked.join().status()).isIn(200, 202));
            all.forEach(one -> one.page().awaitAnswers("You said: Hello"));
            assertThat(mints() - before).isEqualTo(1);
            all.forEach(Customer::close);
        } finally {
            awaitItsRecovery();
        }
    }

    /// A page repeats under its id what was not stored, as on a busy machine.
    private static Answer insist(Customer customer, String messageId, String text) {
        return LiveHub.insist(() -> customer.ask(messageId, text));
    }

    private long mints() {
        return hub().bot().calls().stream().filter(call -> call.body().isEmpty()).count();
    }

    @Test
    default void doesNotAskAgainWhatTheBotAnsweredBeforeItHung() {
        try (Customer customer = Customer.at(hub())) {
            hub().scriptBot("[{\"drop\":\"hang\",\"callback\":{\"when\":\"before\"}}]");

            Answer queued = insist(customer, "m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            Answer next = insist(customer, "m-2", "And this?");

            assertThat(queued.status()).as(queued.body()).isIn(200, 202);
            assertThat(next.status()).as(next.body()).isIn(200, 202);
            customer.page().awaitAnswers("You said: Hello", "You said: And this?");
            assertThat(customer.asked()).containsExactly("Hello", "And this?");
        } finally {
            awaitItsRecovery();
        }
    }

    /// Each hub has found out that the bot answers.
    private void awaitItsRecovery() {
        hub().scriptBot("[]");
        for (HubProcess owner : hub().processes()) {
            try (Page page = Page.at(hub(), Map.of())) {
                Customer other = new Customer(hub(), hub().nameOf(owner, "recovered"), page);
                await().atMost(Page.SOON)
                        .until(() -> other.ask(LiveHub.fresh("m"), "Well?").status() == 200);
            }
        }
    }
}

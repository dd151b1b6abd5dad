package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A customer who asks the bot on a page. The bot answers each question.
final class BotTalk extends Talk {

    private final Customer customer;

    BotTalk(LiveHub hub, Duration longestPause) {
        this(Customer.at(hub), longestPause);
    }

    private BotTalk(Customer customer, Duration longestPause) {
        super(customer.conversation(), longestPause);
        this.customer = customer;
    }

    @Override
    Optional<String> refusal(int number) {
        try {
            Answer answer = customer.ask("question-" + number, question(number));
            return answer.status() == 200 || answer.status() == 202
                    ? Optional.empty()
                    : Optional.of(answer.status() + " " + answer.body());
        } catch (UncheckedIOException e) {
            return Optional.of(e.toString());
        }
    }

    private static String question(int number) {
        return "question " + number;
    }

    /// The number of answers that reached the page.
    int answers() {
        return customer.page().events("webhook_update").size();
    }

    @Override
    Stream<String> wrong() {
        List<String> questions = numbers().mapToObj(BotTalk::question).toList();
        List<String> answers = questions.stream().map("You said: "::concat).toList();
        String name = customer.conversation();
        return Stream.concat(
                difference("the bot of " + name, customer.asked(), questions),
                difference("the page of " + name, shown(), answers));
    }

    /// What the customer sees: an application drops events with a known `deliveryId`.
    private List<String> shown() {
        Set<String> known = new HashSet<>();
        return customer.page().events("webhook_update").stream()
                .filter(update -> known.add(update.path("deliveryId").asString()))
                .map(Page::textOf)
                .toList();
    }

    @Override
    public void close() {
        customer.close();
    }
}

package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.SOON;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A user of the bot who wants an agent.
record Somebody(Customer customer, AtomicInteger said) implements AutoCloseable {

    /// A user who has written to the bot, and has its answer.
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

    /// Sends the text again until the hub takes it, like a page whose hub is away.
    void insists(String text) {
        String id = "m-" + said.incrementAndGet();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(UncheckedIOException.class)
                .until(() -> customer.ask(id, text).status() < 300);
    }

    /// The received messages, each once: after a crash a message may come again, with the same id.
    List<String> hears() {
        Set<String> seen = new HashSet<>();
        return customer.page().events("webhook_update").stream()
                .filter(update -> seen.add(update.path("deliveryId").asString()))
                .map(Page::textOf)
                .toList();
    }

    /// The conversation as its user reads it afterwards.
    String reads() {
        Answer own =
                customer.hub()
                        .stranger()
                        .get(
                                "/api/conversations/" + customer.conversation(),
                                "X-Switchboard-Resume",
                                customer.page().resumeToken());
        return own.body();
    }

    /// The conversation as admins read it, by each route.
    String isReadByAdmins() {
        return Stream.of(
                        "/v1/conversations/" + conversation() + "/messages",
                        "/api/conversations/" + customer.conversation(),
                        "/v1/messages?since=2026-01-01T00:00:00Z&limit=1000")
                .map(path -> customer.hub().admin().get(path))
                .peek(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200))
                .map(Answer::body)
                .collect(joining());
    }

    /// The states of all messages to the user, as admins see them.
    List<String> standings() {
        return customer.hub()
                .admin()
                .get("/v1/conversations/" + conversation() + "/messages")
                .json()
                .path("items")
                .valueStream()
                .flatMap(item -> item.path("deliveries").valueStream())
                .map(delivery -> delivery.path("status").asString(""))
                .toList();
    }

    /// The bot hands the user over.
    Somebody wantsAPerson() {
        Answer answer = customer.wantsAgent();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    @Override
    public void close() {
        customer.close();
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.SignatureStatus;
import dev.switchboard.simulators.script.WebhookSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An admin looks after a channel by keys alone: registers, probes, changes and stops it, and
/// changes its secret while messages flow.
@Tag("nightly")
class HubChannelE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SOME = 5;
    private static final int ALL_CALLS = 100_000;

    /// Long enough for a button to lose the focus that is switched off meanwhile.
    private static final String SLOW_ANSWERS =
            """
            (() => {
                const ask = window.fetch;
                window.fetch = async (...request) => {
                    await new Promise((done) => setTimeout(done, 300));
                    return ask(...request);
                };
            })()\
            """;

    HubChannelE2eIT(LiveHub hub) {
        super(hub);
    }

    /// @return what is shown once
    private static String secretOf(Hands hands) {
        hands.awaitThere(".secret code");
        String secret = hands.page().all(".secret code").getFirst();
        hands.pressNamed("I have kept it");
        hands.awaitClosed();
        assertThat(hands.page().kept()).doesNotContain(secret);
        return secret;
    }

    private JsonNode read(String channel) {
        return hub.admin().get("/v1/channels/" + channel).json();
    }

    /// Registers a simulated channel, which learns its secret.
    private String channel() {
        String id = LiveHub.fresh("channel");
        String body =
                "{\"channel_id\":\"%s\",\"channel_metadata\":{\"endpoint_url\":\"%s\"}}"
                        .formatted(id, endpoint(id));
        Answer made = hub.admin().post("/channel", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        hub.channel(id).trust(made.text("/data/signing_secret"));
        return id;
    }

    private String endpoint(String channel) {
        return hub.simulated() + "/sim/channels/" + channel + "/incoming";
    }

    private Answer send(String channel, String text) {
        String message =
                "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":\"%s\"}"
                        .formatted(channel, channel, text);
        return hub.admin().post("/channel/message", message);
    }

    @Test
    void registersChangesAndStopsAChannel() {
        String id = LiveHub.fresh("channel");
        Hands admin = adminAt("channels");
        ConsolePage page = admin.page();
        admin.tabTo("main a[href$=\"hub/new-channel\"]");
        admin.enter();
        admin.awaitThere("main [name=channel_id]");
        admin.tabTo("main [name=channel_id]");
        admin.type(id);
        admin.tabTo("main [name=endpoint_url]");
        admin.type(endpoint(id));
        admin.tabTo("main form [type=submit]");
        page.tab().enter();
        hub.channel(id).trust(secretOf(admin));
        page.awaitAll("h1", id);
        assertThat(send(id, "one").status()).isIn(200, 202);
        await().atMost(SOON).until(() -> texts(id).equals(List.of("one")));
        assertThat(hub.channel(id).calls().getFirst().signature()).isEqualTo(SignatureStatus.VALID);

        admin.tabTo("main [name=channel_name]");
        admin.type("The shop");
        admin.tabTo("main [name=channel_tags]");
        admin.type("shop, night");
        page.tab().enter();
        admin.awaitTold("Saved.");
        assertThat(read(id).path("channel_name").asString()).isEqualTo("The shop");
        assertThat(read(id).path("channel_tags")).hasToString("[\"shop\",\"night\"]");

        admin.pressNamed("Disable…");
        admin.tabTo("dialog[open] [name=reason]");
        admin.type("works tonight");
        page.tab().enter();
        admin.awaitClosed();
        await().atMost(SOON).until(() -> page.all("dd").contains("works tonight"));
        assertThat(read(id).path("status").asString()).isEqualTo("disabled");
        assertThat(send(id, "refused").status()).isGreaterThanOrEqualTo(400);
        page.tab().run(SLOW_ANSWERS);
        admin.pressNamed("Enable");
        await().atMost(SOON).until(() -> page.all("main .row button").contains("Disable…"));
        admin.looks("enabled");
        assertThat(read(id).path("status").asString()).isEqualTo("enabled");
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void probesAChannel() {
        String id = channel();
        Hands admin = adminAt("channels/" + id);
        admin.pressNamed("Probe it now");

        admin.awaitTold("The probe is done.");
        admin.awaitAmong(".state", "passed");
        admin.looks("the verdict is there");
        assertThat(admin.page().all("td")).contains("well");
        assertThat(read(id).at("/verification/verdict").asString()).startsWith("pass");
        assertThat(admin.lost()).isEmpty();
    }

    private List<String> texts(String channel) {
        return hub.channel(channel).calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.body()).path("message").asString())
                .toList();
    }

    /// Waits until that many more messages have come.
    private void awaitMore(String channel) {
        long before = hub.channel(channel).totalCalls();
        await().atMost(SOON).until(() -> hub.channel(channel).totalCalls() >= before + SOME);
    }

    private static boolean isSigned(RecordedCall call, String secret) {
        String expected =
                WebhookSignature.sign(
                        secret,
                        Objects.requireNonNull(call.header(WebhookSignature.ID)),
                        Objects.requireNonNull(call.header(WebhookSignature.TIMESTAMP)),
                        call.body());
        return Arrays.asList(
                        Objects.requireNonNull(call.header(WebhookSignature.SIGNATURE))
                                .split(" ", -1))
                .contains(expected);
    }

    @Test
    void changesTheSecretWhileMessagesFlow() {
        String id = channel();
        hub.channel(id).keepCalls(ALL_CALLS);
        String first = Objects.requireNonNull(hub.channel(id).secret());
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> backEnd =
                CompletableFuture.runAsync(() -> {
                    while (!enough.get()) {
                        Answer taken = send(id, "n" + sent.get());
                        assertThat(taken.status()).as(taken.body()).isIn(200, 202);
                        sent.incrementAndGet();
                    }
                });
        try {
            awaitMore(id);
            changesTheSecretTwice(id, first);
        } finally {
            enough.set(true);
        }
        backEnd.join();

        await().atMost(SOON).until(() -> hub.channel(id).totalCalls() >= sent.get());
        assertThat(texts(id))
                .containsExactlyElementsOf(
                        IntStream.range(0, sent.get()).mapToObj(n -> "n" + n).toList());
        assertThat(hub.channel(id).calls())
                .extracting(RecordedCall::signature)
                .containsOnly(SignatureStatus.VALID);
        assertThat(hub.admin().get("/v1/parked?target=channel:" + id).json().path("items"))
                .isEmpty();
    }

    /// The server checks the old secret until the new one is entered there.
    private void changesTheSecretTwice(String id, String first) {
        Hands admin = adminAt("channels/" + id);
        ConsolePage page = admin.page();
        admin.pressNamed("Change the secret…");
        admin.tabTo("dialog[open] [name=hours]");
        admin.press("a", 65, 2);
        admin.type("2");
        page.tab().enter();
        String second = secretOf(admin);
        awaitMore(id);
        RecordedCall overlapping = hub.channel(id).calls().getLast();
        assertThat(isSigned(overlapping, first)).isTrue();
        assertThat(isSigned(overlapping, second)).isTrue();
        hub.channel(id).trust(second);
        awaitMore(id);
        JsonNode secrets = read(id).path("secrets");
        assertThat(secrets).hasSize(2);
        assertThat(secrets.valueStream())
                .filteredOn(one -> one.hasNonNull("expires_at"))
                .singleElement()
                .satisfies(one ->
                        assertThat(Instant.parse(one.path("expires_at").asString()))
                                .isBefore(Instant.now().plus(Duration.ofHours(2))));

        admin.pressNamed("Change the secret…");
        admin.tabTo(Hands.DEED);
        page.tab().enter();
        admin.awaitAmong("dialog .problem", "It does not fit what is there now.");
        admin.tabToNamed("End the oldest one at once");
        admin.press(" ", 32, 0);
        admin.tabTo(Hands.DEED);
        page.tab().enter();
        String third = secretOf(admin);
        awaitMore(id);
        RecordedCall last = hub.channel(id).calls().getLast();
        assertThat(isSigned(last, first)).isFalse();
        assertThat(isSigned(last, second)).isTrue();
        assertThat(isSigned(last, third)).isTrue();
        hub.channel(id).trust(third);
        awaitMore(id);
        assertThat(admin.lost()).isEmpty();
    }
}

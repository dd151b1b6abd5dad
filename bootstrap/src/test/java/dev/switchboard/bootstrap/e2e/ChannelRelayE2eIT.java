package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.WebhookVerdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Messages to a channel and answers to the sessions server, whatever these two do.
@ExtendWith(SharedWorld.class)
class ChannelRelayE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final World world;
    private final String channel;
    private final String session = World.fresh("session");
    private final ScriptedUpstream scriptedUpstream;

    ChannelRelayE2eIT(World world) {
        this.world = world;
        this.channel = world.channel();
        this.scriptedUpstream = world.simulators.channel(channel);
    }

    private Answer send(String text) {
        return world.send(channel, session, text);
    }

    private void awaitStatus(Answer sent, String status) {
        String id = messageOf(sent);
        await().atMost(SOON).until(() -> world.status(id), status::equals);
    }

    private static String messageOf(Answer sent) {
        return sent.headers().firstValue("X-Message-Id").orElseThrow();
    }

    @Test
    void relaysAMessageAndItsAnswerOnce() {
        Answer sent = send("Hello, Slack!");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().path("data"))
                .isEqualTo(
                        Answer.JSON.readTree("{\"success\":true,\"message\":\"Response sent\"}"));
        RecordedCall call = scriptedUpstream.calls().getFirst();
        assertThat(call.signature()).isEqualTo(WebhookVerdict.VALID);
        JsonNode body = World.body(call);
        assertThat(body.propertyNames())
                .containsExactly("channel_id", "session_id", "message", "response_url");
        assertThat(World.callbackPath(body)).startsWith("/webhook-response?t=");
        assertThat(scriptedUpstream.callbacks())
                .extracting(CallbackResult::status)
                .containsExactly(200);
        await().atMost(SOON).until(() -> !world.forwarded(session).isEmpty());
        assertThat(world.forwarded(session)).hasSize(1);
        awaitStatus(sent, "answered");
    }

    @Test
    void showsAnAdminTheWayAMessageTook() {
        Answer sent = send("where is it");
        String id = messageOf(sent);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(trace(id))
                                .extracting(hop -> hop.path("outcome").asString())
                                .containsExactly("accepted", "delivered", "answered"));
        assertThat(world.admin().get("/v1/messages/" + id).text("/conversation_id"))
                .isEqualTo("session:" + session);
    }

    @Test
    void queuesWhatASlowChannelTakesAndCallsItOnce() {
        scriptedUpstream.follow("[{\"delayMs\":4000,\"callback\":{\"when\":\"never\"}}]");

        Answer sent = send("slow");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.text("/data/status")).isEqualTo("queued");
        assertThat(sent.header("Location"))
                .isEqualTo("/v1/channel-messages/" + sent.text("/data/message_id"));
        awaitStatus(sent, "delivered");
        assertThat(scriptedUpstream.totalCalls()).isEqualTo(1);
    }

    @Test
    void repeatsAFailedCallWithTheSameId() {
        scriptedUpstream.follow("[{\"status\":503}]");

        Answer sent = send("again");

        assertThat(sent.status()).isEqualTo(202);
        awaitStatus(sent, "answered");
        List<RecordedCall> calls = scriptedUpstream.calls();
        assertThat(calls)
                .extracting(RecordedCall::signature)
                .containsOnly(WebhookVerdict.VALID)
                .hasSize(2);
        assertThat(calls)
                .extracting(call -> call.headers().getOrDefault("webhook-id", ""))
                .containsOnly(messageOf(sent));
        assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
    }

    @Test
    void comesBackNoEarlierThanABusyChannelSays() {
        scriptedUpstream.follow("[{\"status\":429,\"retryAfter\":\"2\"}]");

        awaitStatus(send("busy"), "answered");

        List<RecordedCall> calls = scriptedUpstream.calls();
        assertThat(Duration.between(calls.get(0).receivedAt(), calls.get(1).receivedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void tellsTheSenderARefusalAndSendsTheSameBytesWhenRedriven() {
        scriptedUpstream.follow("[{\"status\":404,\"body\":{\"error\":\"no such room<br>\"}}]");
        Answer refused = send("to nowhere");
        String id = messageOf(refused);

        Answer redriven =
                world.admin()
                        .post("/v1/channels/" + channel + "/deliveries/" + id + "/redrive", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("no such room");
        assertThat(redriven.status()).as(redriven.body()).isEqualTo(202);
        awaitStatus(refused, "answered");
        assertThat(scriptedUpstream.calls())
                .extracting(RecordedCall::body)
                .hasSize(2)
                .containsOnly(first().body());
    }

    @Test
    void keepsTheOrderOfASessionAndLetsAnotherPass() {
        scriptedUpstream.follow("[{\"status\":503}]");
        String other = World.fresh("session");

        send("1");
        send("2");
        Answer third = send("3");
        Answer passing = world.send(channel, other, "passing");

        awaitStatus(passing, "answered");
        awaitStatus(third, "answered");
        assertThat(world.texts(channel).stream().filter(text -> !text.equals("passing")))
                .containsExactly("1", "1", "2", "3");
    }

    @Test
    void doesNotRepeatACallThatTimesOutAfterItsCallback() {
        scriptedUpstream.follow("[{\"callback\":{\"when\":\"before\"},\"drop\":\"hang\"}]");

        Answer sent = send("heard");

        awaitStatus(sent, "answered");
        await().atMost(SOON).until(() -> trace(messageOf(sent)).size() == 2);
        Answer next = send("next");
        awaitStatus(next, "answered");
        assertThat(world.texts(channel)).containsExactly("heard", "next");
        await().atMost(SOON).until(() -> world.forwarded(session).size() == 2);
    }

    @Test
    void keepsAnswersForASessionsServerThatIsAway() {
        world.simulators.upstreams().sessions().follow("[{\"status\":503}]");

        awaitStatus(send("1"), "answered");
        awaitStatus(send("2"), "answered");

        await().atMost(SOON).until(() -> world.forwarded(session).size() >= 3);
        assertThat(world.forwarded(session))
                .extracting(body -> body.at("/response_data/text").asString())
                .containsExactly(
                        "Received message: '1'", "Received message: '1'", "Received message: '2'");
    }

    @Test
    void parksWhatWaitsForADeletedChannel() {
        scriptedUpstream.follow("[{\"status\":503,\"repeat\":100}]");
        Answer one = send("1");
        Answer two = send("2");

        assertThat(world.admin().delete("/channel/" + channel).status()).isEqualTo(200);

        awaitStatus(one, "parked");
        awaitStatus(two, "parked");
        String id = messageOf(two);
        assertThat(world.admin().get("/v1/messages/" + id).text("/deliveries/0/reason"))
                .isEqualTo("channel_deleted");
    }

    @Test
    void stopsSendingToAChannelThatIsGoneUntilItIsEnabled() {
        scriptedUpstream.follow("[{\"status\":410}]");
        String path = "/v1/channels/" + channel;

        Answer gone = send("gone");
        Answer next = send("next");

        assertThat(gone.status()).isEqualTo(400);
        assertThat(next.status()).isEqualTo(409);
        assertThat(next.text("/error")).isEqualTo("Channel " + channel + " is disabled");
        assertThat(world.admin().get(path).text("/status_reason")).isEqualTo("gone");
        world.admin().put(path + "/status", "{\"status\":\"enabled\",\"reason\":\"back\"}");
        awaitStatus(send("back"), "answered");
    }

    @Test
    void sendsNothingToAHostThatTurnedPrivate() {
        String name = World.fresh("turned");
        world.register(name, URI.create("http://" + SharedWorld.PRIVATE_HOST + "/hook"));

        Answer sent = world.send(name, session, "secret");

        assertThat(sent.status()).isEqualTo(400);
        assertThat(sent.text("/error")).isEqualTo("endpoint_url host is not allowed");
        String path = "/v1/messages/" + messageOf(sent);
        await().atMost(SOON)
                .until(
                        () -> world.admin().get(path).text("/deliveries/0/reason"),
                        "egress_blocked"::equals);
    }

    @Test
    void repeatsItsFirstAnswerToTheSameKey() {
        Answer first = world.send(channel, session, "once", "Idempotency-Key", session);
        Answer again = world.send(channel, session, "once", "Idempotency-Key", session);
        Answer other = world.send(channel, session, "else", "Idempotency-Key", session);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(409);
        assertThat(scriptedUpstream.totalCalls()).isEqualTo(1);
    }

    private RecordedCall first() {
        return scriptedUpstream.calls().getFirst();
    }

    private List<JsonNode> trace(String id) {
        return world.admin()
                .get("/v1/messages/" + id + "/trace")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}

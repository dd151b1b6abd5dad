package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.SignatureStatus;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Messages to a channel and answers to the sessions server, whatever these two do and whichever
/// hub is asked.
interface ChannelRelayStories {

    Duration SOON = ChannelConversation.SOON;

    World world();

    /// Whether the hubs look up names in [SharedWorld#names].
    default boolean knowsThePrivateHost() {
        return true;
    }

    @Test
    default void relaysAMessageAndItsAnswerOnce() {
        ChannelConversation talk = ChannelConversation.at(world());
        Answer sent = talk.send("Hello, Slack!");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().path("data"))
                .isEqualTo(
                        Answer.JSON.readTree("{\"success\":true,\"message\":\"Response sent\"}"));
        RecordedCall call = talk.upstream().calls().getFirst();
        assertThat(call.signature()).isEqualTo(SignatureStatus.VALID);
        JsonNode body = World.body(call);
        assertThat(body.propertyNames())
                .containsExactly("channel_id", "session_id", "message", "response_url");
        assertThat(World.callbackPath(body)).startsWith("/webhook-response?t=");
        assertThat(talk.upstream().callbacks())
                .extracting(CallbackResult::status)
                .containsExactly(200);
        await().atMost(SOON).until(() -> !talk.forwarded().isEmpty());
        assertThat(talk.forwarded()).hasSize(1);
        talk.awaitStatus(sent, "answered");
    }

    @Test
    default void showsAnAdminTheWayAMessageTook() {
        ChannelConversation talk = ChannelConversation.at(world());
        Answer sent = talk.send("where is it");
        String id = ChannelConversation.messageOf(sent);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(talk.trace(id))
                                .extracting(hop -> hop.path("outcome").asString())
                                .containsExactly("accepted", "delivered", "answered"));
        assertThat(world().admin().get("/v1/messages/" + id).text("/conversation_id"))
                .isEqualTo("session:" + talk.session());
    }

    @Test
    default void queuesWhatASlowChannelTakesAndCallsItOnce() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"delayMs\":4000,\"callback\":{\"when\":\"never\"}}]");

        Answer sent = talk.send("slow");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.text("/data/status")).isEqualTo("queued");
        assertThat(sent.header("Location"))
                .isEqualTo("/v1/channel-messages/" + sent.text("/data/message_id"));
        talk.awaitStatus(sent, "delivered");
        assertThat(talk.upstream().totalCalls()).isEqualTo(1);
    }

    @Test
    default void repeatsAFailedCallWithTheSameId() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":503}]");

        Answer sent = talk.send("again");

        assertThat(sent.status()).isEqualTo(202);
        talk.awaitStatus(sent, "answered");
        List<RecordedCall> calls = talk.upstream().calls();
        assertThat(calls)
                .extracting(RecordedCall::signature)
                .containsOnly(SignatureStatus.VALID)
                .hasSize(2);
        assertThat(calls)
                .extracting(call -> call.headers().getOrDefault("webhook-id", ""))
                .containsOnly(ChannelConversation.messageOf(sent));
        assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
    }

    @Test
    default void comesBackNoEarlierThanABusyChannelSays() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":429,\"retryAfter\":\"2\"}]");

        talk.awaitStatus(talk.send("busy"), "answered");

        List<RecordedCall> calls = talk.upstream().calls();
        assertThat(Duration.between(calls.get(0).receivedAt(), calls.get(1).receivedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    default void tellsTheSenderARefusalAndSendsTheSameBytesWhenRedriven() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":404,\"body\":{\"error\":\"no such room<br>\"}}]");
        Answer refused = talk.send("to nowhere");
        String id = ChannelConversation.messageOf(refused);

        Answer redriven =
                world().admin()
                        .post(
                                "/v1/channels/" + talk.channel() + "/deliveries/" + id + "/redrive",
                                "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("no such room");
        assertThat(redriven.status()).as(redriven.body()).isEqualTo(202);
        talk.awaitStatus(refused, "answered");
        assertThat(talk.upstream().calls())
                .extracting(RecordedCall::body)
                .hasSize(2)
                .containsOnly(talk.upstream().calls().getFirst().body());
    }

    @Test
    default void keepsTheOrderOfASessionAndLetsAnotherPass() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":503}]");
        String other = World.fresh("session");

        talk.send("1");
        talk.send("2");
        Answer third = talk.send("3");
        Answer passing = world().send(talk.channel(), other, "passing");

        talk.awaitStatus(passing, "answered");
        talk.awaitStatus(third, "answered");
        assertThat(world().texts(talk.channel()).stream().filter(text -> !text.equals("passing")))
                .containsExactly("1", "1", "2", "3");
    }

    @Test
    default void doesNotRepeatACallThatTimesOutAfterItsCallback() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"callback\":{\"when\":\"before\"},\"drop\":\"hang\"}]");

        Answer sent = talk.send("heard");

        talk.awaitStatus(sent, "answered");
        await().atMost(SOON)
                .until(() -> talk.trace(ChannelConversation.messageOf(sent)).size() == 2);
        Answer next = talk.send("next");
        talk.awaitStatus(next, "answered");
        assertThat(world().texts(talk.channel())).containsExactly("heard", "next");
        await().atMost(SOON).until(() -> talk.forwarded().size() == 2);
    }

    @Test
    default void keepsAnswersForASessionsServerThatIsAway() {
        ChannelConversation talk = ChannelConversation.at(world());
        world().simulators.upstreams().sessions().follow("[{\"status\":503}]");

        talk.awaitStatus(talk.send("1"), "answered");
        talk.awaitStatus(talk.send("2"), "answered");

        await().atMost(SOON).until(() -> talk.forwarded().size() >= 3);
        assertThat(talk.forwarded())
                .extracting(body -> body.at("/response_data/text").asString())
                .containsExactly(
                        "Received message: '1'", "Received message: '1'", "Received message: '2'");
    }

    @Test
    default void parksWhatWaitsForADeletedChannel() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":503,\"repeat\":100}]");
        Answer one = talk.send("1");
        Answer two = talk.send("2");

        assertThat(world().admin().delete("/channel/" + talk.channel()).status()).isEqualTo(200);

        talk.awaitStatus(one, "parked");
        talk.awaitStatus(two, "parked");
        String id = ChannelConversation.messageOf(two);
        assertThat(world().admin().get("/v1/messages/" + id).text("/deliveries/0/reason"))
                .isEqualTo("channel_deleted");
    }

    @Test
    default void stopsSendingToAChannelThatIsGoneUntilItIsEnabled() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"status\":410}]");
        String path = "/v1/channels/" + talk.channel();

        Answer gone = talk.send("gone");
        Answer next = talk.send("next");

        assertThat(gone.status()).isEqualTo(400);
        assertThat(next.status()).isEqualTo(409);
        assertThat(next.text("/error")).isEqualTo("Channel " + talk.channel() + " is disabled");
        assertThat(world().admin().get(path).text("/status_reason")).isEqualTo("gone");
        world().admin().put(path + "/status", "{\"status\":\"enabled\",\"reason\":\"back\"}");
        Answer back = world().informed(() -> talk.send("back"), answer -> answer.status() != 409);
        talk.awaitStatus(back, "answered");
    }

    @Test
    default void sendsNothingToAHostThatTurnedPrivate() {
        assumeThat(knowsThePrivateHost()).as("the hubs know the name").isTrue();
        ChannelConversation talk = ChannelConversation.at(world());
        String name = World.fresh("turned");
        world().register(name, URI.create("http://" + SharedWorld.PRIVATE_HOST + "/hook"));

        Answer sent = world().send(name, talk.session(), "secret");

        assertThat(sent.status()).isEqualTo(400);
        assertThat(sent.text("/error")).isEqualTo("endpoint_url host is not allowed");
        String path = "/v1/messages/" + ChannelConversation.messageOf(sent);
        await().atMost(SOON)
                .until(
                        () -> world().admin().get(path).text("/deliveries/0/reason"),
                        "egress_blocked"::equals);
    }

    @Test
    default void repeatsItsFirstAnswerToTheSameKey() {
        ChannelConversation talk = ChannelConversation.at(world());
        Answer first =
                world().send(
                                talk.channel(),
                                talk.session(),
                                "once",
                                "Idempotency-Key",
                                talk.session());
        Answer again =
                world().send(
                                talk.channel(),
                                talk.session(),
                                "once",
                                "Idempotency-Key",
                                talk.session());
        Answer other =
                world().send(
                                talk.channel(),
                                talk.session(),
                                "else",
                                "Idempotency-Key",
                                talk.session());

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(409);
        assertThat(talk.upstream().totalCalls()).isEqualTo(1);
    }
}

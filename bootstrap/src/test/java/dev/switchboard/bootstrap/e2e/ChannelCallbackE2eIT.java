package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.WebhookSignature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Answers of channel servers, proven and unproven, once and repeated.
@ExtendWith(SharedWorld.class)
class ChannelCallbackE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ANSWER = "{\"text\":\"an answer\"}";

    private final World world;
    private final String session = World.fresh("session");
    private final String channel;

    ChannelCallbackE2eIT(World world) {
        this.world = world;
        this.channel = world.channel();
    }

    /// Sends a message and returns the path for its answer.
    private String callbackPath() {
        world.simulators.channel(channel).follow("[{\"callback\":{\"when\":\"never\"}}]");
        world.send(channel, session, "question");
        return World.callbackPath(world.received(channel).getLast());
    }

    @Test
    void forwardsOneOfThreeEqualCallbacksAndTakesNoOtherForTheToken() {
        world.simulators.channel(channel).follow("[{\"callback\":{\"times\":3}}]");

        world.send(channel, session, "question");

        assertThat(world.simulators.channel(channel).callbacks())
                .extracting(CallbackResult::status)
                .containsExactly(200, 200, 200);
        String path = World.callbackPath(world.received(channel).getFirst());
        Answer other = world.stranger.post(path, World.callback(session, ANSWER));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.text("/error")).isEqualTo("Response token already used");
        String marker = World.fresh("marker");
        world.send(channel, session, marker);
        await().atMost(SOON).until(() -> world.forwarded(session).toString().contains(marker));
        assertThat(world.forwarded(session)).hasSize(2);
    }

    @Test
    void refusesACallbackWithoutProofOrWithAnothersToken() {
        String path = callbackPath();
        String body = World.callback(session, ANSWER);

        assertThat(world.stranger.post("/webhook-response", body).status()).isEqualTo(401);
        assertThat(world.stranger.post(path + "x", body).status()).isEqualTo(401);
        Answer foreign = world.stranger.post(path, World.callback(session + "-else", ANSWER));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.text("/error")).isEqualTo("Token does not belong to this session_id");
        assertThat(world.stranger.post(path, World.callback(session, "{}")).status())
                .isEqualTo(400);
        assertThat(world.stranger.post(path, body).status()).isEqualTo(200);
    }

    @Test
    void takesASignatureForTheRawBytesAndForFiveMinutes() {
        callbackPath();
        String body = World.callback(session, ANSWER);
        String altered = body + " ";
        Instant old = Instant.now().minus(Duration.ofMinutes(6));

        assertThat(signed(secret(), Instant.now(), body, altered).status()).isEqualTo(401);
        assertThat(signed(secret(), old, body, body).status()).isEqualTo(401);
        assertThat(signed(secret(), Instant.now(), body, body).status()).isEqualTo(200);
    }

    @Test
    void knowsNoSessionThatWasNeverSentTo() {
        callbackPath();
        String body = World.callback("nope", ANSWER);

        Answer answer = signed(secret(), Instant.now(), body, body);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error")).isEqualTo("Unknown session_id");
    }

    @Test
    void takesThePreviousSecretUntilItsOverlapEnds() {
        callbackPath();
        String previous = secret();
        String early = World.callback(session, "{\"text\":\"early\"}");
        String late = World.callback(session, "{\"text\":\"late\"}");

        Answer rotated =
                world.admin()
                        .post(
                                "/v1/channels/" + channel + "/secrets/rotate",
                                "{\"previous_expires_in_seconds\":3}");

        assertThat(rotated.status()).isEqualTo(201);
        assertThat(signed(previous, Instant.now(), early, early).status()).isEqualTo(200);
        String current = rotated.text("/signing_secret");
        assertThat(current).startsWith("whsec_").isNotEqualTo(previous);
        await().atMost(SOON)
                .until(() -> signed(previous, Instant.now(), late, late).status() == 401);
        assertThat(signed(current, Instant.now(), late, late).status()).isEqualTo(200);
    }

    @Test
    void triesTenSignaturesOfAHeaderAndNoMore() {
        callbackPath();
        String body = World.callback(session, ANSWER);
        String nine = "v1,AAAA ".repeat(9);

        assertThat(signed(nine + "v1,AAAA ", body).status()).isEqualTo(401);
        assertThat(signed(nine, body).status()).isEqualTo(200);
    }

    /// With other signatures before the good one.
    private Answer signed(String others, String body) {
        String id = World.fresh("callback");
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return world.stranger.post(
                "/webhook-response",
                body,
                WebhookSignature.ID,
                id,
                WebhookSignature.TIMESTAMP,
                timestamp,
                WebhookSignature.SIGNATURE,
                others + WebhookSignature.sign(secret(), id, timestamp, body),
                "X-Channel-Id",
                channel);
    }

    private String secret() {
        String secret = world.simulators.channel(channel).secret();
        assertThat(secret).isNotNull();
        return secret;
    }

    /// A callback whose signature was made over `body` at an instant; what is sent is `sent`.
    private Answer signed(String secret, Instant at, String body, String sent) {
        String id = World.fresh("callback");
        String timestamp = Long.toString(at.getEpochSecond());
        return world.stranger.post(
                "/webhook-response",
                sent,
                WebhookSignature.ID,
                id,
                WebhookSignature.TIMESTAMP,
                timestamp,
                WebhookSignature.SIGNATURE,
                WebhookSignature.sign(secret, id, timestamp, body),
                "X-Channel-Id",
                channel);
    }
}

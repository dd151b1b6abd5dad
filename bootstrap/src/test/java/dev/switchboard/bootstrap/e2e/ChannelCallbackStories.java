package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.WebhookSignature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Answers of channel servers, proven and unproven, once and repeated, whichever hub gets them.
interface ChannelCallbackStories {

    Duration SOON = ChannelConversation.SOON;
    String ANSWER = "{\"text\":\"an answer\"}";

    World world();

    /// A channel that has a message and has not answered it.
    private ChannelConversation asked() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"callback\":{\"when\":\"never\"}}]");
        talk.send("question");
        return talk;
    }

    @Test
    default void forwardsOneOfThreeEqualCallbacksAndTakesNoOtherForTheToken() {
        ChannelConversation talk = ChannelConversation.at(world());
        talk.upstream().follow("[{\"callback\":{\"times\":3}}]");

        String key = World.fresh("key");
        // A store that takes two seconds on a busy machine is told as 503, and a key repeats
        // nothing.
        await().atMost(SOON)
                .until(() -> talk.send("question", "Idempotency-Key", key).status() < 300);
        await().atMost(SOON).until(() -> talk.upstream().callbacks().size() == 3);
        assertThat(talk.upstream().callbacks())
                .extracting(CallbackResult::status)
                .containsExactly(200, 200, 200);
        String path = talk.callbackPath();
        Answer other = world().stranger.post(path, World.callback(talk.session(), ANSWER));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.text("/error")).isEqualTo("Response token already used");
        String marker = World.fresh("marker");
        talk.send(marker);
        await().atMost(SOON).until(() -> talk.forwarded().toString().contains(marker));
        assertThat(talk.forwarded()).hasSize(2);
    }

    @Test
    default void refusesACallbackWithoutProofOrWithAnothersToken() {
        ChannelConversation talk = asked();
        String path = talk.callbackPath();
        String body = World.callback(talk.session(), ANSWER);

        assertThat(world().stranger.post("/webhook-response", body).status()).isEqualTo(401);
        assertThat(world().stranger.post(path + "x", body).status()).isEqualTo(401);
        Answer foreign =
                world().stranger.post(path, World.callback(talk.session() + "-else", ANSWER));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.text("/error")).isEqualTo("Token does not belong to this session_id");
        assertThat(world().stranger.post(path, World.callback(talk.session(), "{}")).status())
                .isEqualTo(400);
        assertThat(world().stranger.post(path, body).status()).isEqualTo(200);
    }

    @Test
    default void takesASignatureForTheRawBytesAndForFiveMinutes() {
        ChannelConversation talk = asked();
        String body = World.callback(talk.session(), ANSWER);
        String altered = body + " ";
        Instant old = Instant.now().minus(Duration.ofMinutes(6));

        assertThat(signed(talk, talk.secret(), Instant.now(), body, altered).status())
                .isEqualTo(401);
        assertThat(signed(talk, talk.secret(), old, body, body).status()).isEqualTo(401);
        assertThat(signed(talk, talk.secret(), Instant.now(), body, body).status()).isEqualTo(200);
    }

    @Test
    default void knowsNoSessionThatWasNeverSentTo() {
        ChannelConversation talk = asked();
        String body = World.callback("nope", ANSWER);

        Answer answer = signed(talk, talk.secret(), Instant.now(), body, body);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error")).isEqualTo("Unknown session_id");
    }

    @Test
    default void takesThePreviousSecretUntilItsOverlapEnds() {
        ChannelConversation talk = asked();
        String previous = talk.secret();
        String early = World.callback(talk.session(), "{\"text\":\"early\"}");
        String late = World.callback(talk.session(), "{\"text\":\"late\"}");

        Answer rotated =
                world().admin()
                        .post(
                                "/v1/channels/" + talk.channel() + "/secrets/rotate",
                                "{\"previous_expires_in_seconds\":3}");

        assertThat(rotated.status()).isEqualTo(201);
        assertThat(signed(talk, previous, Instant.now(), early, early).status()).isEqualTo(200);
        String current = rotated.text("/signing_secret");
        assertThat(current).startsWith("whsec_").isNotEqualTo(previous);
        await().atMost(SOON)
                .until(() -> signed(talk, previous, Instant.now(), late, late).status() == 401);
        assertThat(signed(talk, current, Instant.now(), late, late).status()).isEqualTo(200);
    }

    @Test
    default void triesTenSignaturesOfAHeaderAndNoMore() {
        ChannelConversation talk = asked();
        String body = World.callback(talk.session(), ANSWER);
        String nine = "v1,AAAA ".repeat(9);

        assertThat(signed(talk, nine + "v1,AAAA ", body).status()).isEqualTo(401);
        assertThat(signed(talk, nine, body).status()).isEqualTo(200);
    }

    /// With other signatures before the good one.
    private Answer signed(ChannelConversation talk, String others, String body) {
        return signed(talk, others, talk.secret(), Instant.now(), body, body);
    }

    /// A callback whose signature was made over `body` at an instant; what is sent is `sent`.
    private Answer signed(
            ChannelConversation talk, String secret, Instant at, String body, String sent) {
        return signed(talk, "", secret, at, body, sent);
    }

    private Answer signed(
            ChannelConversation talk,
            String others,
            String secret,
            Instant at,
            String body,
            String sent) {
        String id = World.fresh("callback");
        String timestamp = Long.toString(at.getEpochSecond());
        return world().stranger
                .post(
                        "/webhook-response",
                        sent,
                        WebhookSignature.ID,
                        id,
                        WebhookSignature.TIMESTAMP,
                        timestamp,
                        WebhookSignature.SIGNATURE,
                        others + WebhookSignature.sign(secret, id, timestamp, body),
                        "X-Channel-Id",
                        talk.channel());
    }
}

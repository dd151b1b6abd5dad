package dev.switchboard.bootstrap.e2e;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.ScriptedUpstream;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A session of a simulated channel that has no other.
record ChannelConversation(World world, String channel, String session) {

    static final Duration SOON = Duration.ofSeconds(30);

    static ChannelConversation at(World world) {
        return new ChannelConversation(world, world.channel(), World.fresh("session"));
    }

    /// The channel's script and its calls.
    ScriptedUpstream upstream() {
        return world.simulators.channel(channel);
    }

    Answer send(String text, String... headers) {
        return world.send(channel, session, text, headers);
    }

    static String messageOf(Answer sent) {
        return sent.headers().firstValue("X-Message-Id").orElseThrow();
    }

    void awaitStatus(Answer sent, String status) {
        String id = messageOf(sent);
        await().atMost(SOON).until(() -> world.status(id), status::equals);
    }

    /// The way of a message, as an admin sees it.
    List<JsonNode> trace(String message) {
        return world.admin()
                .get("/v1/messages/" + message + "/trace")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /// What the sessions server received of this session, oldest first.
    List<JsonNode> forwarded() {
        return world.forwarded(session);
    }

    /// The path for the answer to the channel's latest message.
    String callbackPath() {
        return World.callbackPath(world.received(channel).getLast());
    }

    /// The channel's signing secret.
    String secret() {
        return requireNonNull(upstream().secret());
    }
}

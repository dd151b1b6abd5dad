package dev.switchboard.application.fakes;

import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The channel, message and answer in the documentation of the original.
public final class Seed {
    /// A time in whole milliseconds, which every store keeps. It is so far ahead that no store's
    /// own expiry removes anything while a test runs.
    public static final Instant NOW = Instant.parse("2099-05-27T21:10:00Z");

    public static final ChannelId CHANNEL = new ChannelId("slack-sim");
    public static final Target SLACK = Target.channel(CHANNEL);
    public static final String SESSION = "abc123";
    public static final String RESPONSE_URL = "http://localhost:8000/webhook-response";
    public static final String ENDPOINT = "http://localhost:5001/incoming";
    public static final Content MESSAGE = new Content("\"Hello, Slack!\"");
    public static final Content NOTE =
            Content.forAgents(new AgentNote("{\"id\":\"n-1\",\"text\":\"he is angry\"}"));
    public static final Content ANSWER =
            new Content(
                    "{\"text\":\"Message received and handled\",\"platform\":\"Slack\","
                            + "\"timestamp\":\"2025-05-27T21:10:00Z\"}");

    private Seed() {}

    public static ChannelProfile profile() {
        return new ChannelProfile(
                "Slack Simulated Channel",
                "Sends to Slack",
                Metadata.of(Map.of(Metadata.ENDPOINT_URL, new JsonString(ENDPOINT))),
                List.of("slack", "test"));
    }

    /// The seed's channel, registered at [#NOW].
    public static Channel channel() {
        return channel(CHANNEL.value());
    }

    /// Another channel with the same profile.
    public static Channel channel(String id) {
        return Channel.register(new ChannelId(id), profile(), secret(), NOW);
    }

    private static SigningSecret secret() {
        Secret text = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=");
        return new SigningSecret("secret-0", text, NOW, null);
    }
}

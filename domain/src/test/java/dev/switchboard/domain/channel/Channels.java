package dev.switchboard.domain.channel;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Channels from the original's documentation.
final class Channels {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Channels() {}

    static Channel slack() {
        return Channel.register(new ChannelId("slack-sim"), profile(), secret("s1"), START);
    }

    static ChannelProfile profile() {
        return profileWith(metadata(Map.of()));
    }

    static ChannelProfile profileWith(Metadata metadata) {
        return new ChannelProfile(
                "Slack Simulated Channel", "Sends to Slack", metadata, List.of("slack", "test"));
    }

    /// Metadata with the seed's address and these values.
    static Metadata metadata(Map<String, JsonValue> more) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(Metadata.ENDPOINT_URL, new JsonString("http://localhost:5001/incoming"));
        members.putAll(more);
        return Metadata.of(members);
    }

    static SigningSecret secret(String id) {
        return new SigningSecret(id, new Secret("whsec_" + id), START, null);
    }
}

package dev.switchboard.adapter.out.upstreams.signing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpMessage;

/// Signs our calls, so that the receiver can verify their origin and recognise repeats by their id.
public final class WebhookSigner {

    private final Clock clock;

    public WebhookSigner(Clock clock) {
        this.clock = clock;
    }

    /// Adds the three Standard Webhooks headers, or none if there is no key.
    ///
    /// @param id the same in all attempts; the time is fresh
    /// @param keys the active keys, newest first; each gives one entry
    public void sign(HttpMessage message, String id, byte[] body, List<ChannelSigningKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        message.addHeader("webhook-id", id);
        message.addHeader("webhook-timestamp", timestamp);
        message.addHeader(
                "webhook-signature",
                keys.stream().map(key -> key.sign(head, body)).collect(Collectors.joining(" ")));
    }
}

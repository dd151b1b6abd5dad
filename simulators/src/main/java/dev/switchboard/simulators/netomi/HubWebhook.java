package dev.switchboard.simulators.netomi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The hub's webhook and its credentials.
///
/// @param signatureSecret null to send no signature
public record HubWebhook(URI url, String bearerToken, @Nullable String signatureSecret) {
    @Override
    public String toString() {
        return "HubWebhook[" + url + "]";
    }
}

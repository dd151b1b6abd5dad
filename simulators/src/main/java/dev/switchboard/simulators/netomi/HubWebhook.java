package dev.switchboard.simulators.netomi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the hub is called back, and with what proofs.
///
/// @param signatureSecret null to sign nothing
public record HubWebhook(URI url, String bearerToken, @Nullable String signatureSecret) {
    @Override
    public String toString() {
        return "HubWebhook[" + url + "]";
    }
}

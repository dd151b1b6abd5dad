package dev.switchboard.simulators.pega;

import java.net.URI;

/// The settings that the desk shares with a hub.
///
/// @param connectionId the issuer of all tokens, in both directions
/// @param secret signs them
/// @param webhookUrl the hub's webhook
public record PegaAccount(String connectionId, String secret, URI webhookUrl) {

    @Override
    public String toString() {
        return "PegaAccount[" + connectionId + "]";
    }
}

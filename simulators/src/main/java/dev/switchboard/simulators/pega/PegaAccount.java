package dev.switchboard.simulators.pega;

import java.net.URI;

/// What the desk and a hub have agreed on.
///
/// @param connectionId the issuer of all tokens, in both directions
/// @param secret signs them
/// @param webhookUrl where the desk calls the hub
public record PegaAccount(String connectionId, String secret, URI webhookUrl) {

    @Override
    public String toString() {
        return "PegaAccount[" + connectionId + "]";
    }
}

package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.secret.ConstantTime;
import dev.switchboard.domain.secret.HmacSha256;
import java.util.List;

/// A connection to Pega Digital Messaging.
///
/// @param name our name for it; `default` for the unnamed one
/// @param url the address that messages are posted to
/// @param connectionId our id at Pega; the issuer of all tokens, in both directions
/// @param keys the active keys: the first signs, all verify
record PegaConnection(String name, EndpointUrl url, String connectionId, List<HmacSha256> keys) {

    /// Pega's name in targets and conversations.
    static final String SYSTEM = "pega";

    PegaConnection {
        keys = List.copyOf(keys);
    }

    Target desk() {
        return deskOf(name);
    }

    static Target deskOf(String name) {
        return new Target(Target.Kind.DESK, SYSTEM + "/" + name);
    }

    /// @param text ASCII
    byte[] sign(String text) {
        return keys.getFirst().sign(text.getBytes(US_ASCII));
    }

    /// Whether one of the keys made the signature.
    boolean signed(String text, byte[] signature) {
        return ConstantTime.anyEquals(
                keys.stream().map(key -> key.sign(text.getBytes(US_ASCII))), signature);
    }
}

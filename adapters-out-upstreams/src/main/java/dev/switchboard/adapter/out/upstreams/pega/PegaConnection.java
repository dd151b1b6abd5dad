package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.Target;
import java.util.List;

/// A connection to Pega Digital Messaging.
///
/// @param name our name for it; `default` for the unnamed one
/// @param url the address that messages are posted to
/// @param connectionId our id at Pega; the issuer of all tokens, in both directions
/// @param keys the active keys: the first signs, all verify
record PegaConnection(String name, EndpointUrl url, String connectionId, List<HmacKey> keys) {

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

    HmacKey signingKey() {
        return keys.getFirst();
    }

    /// Whether one of the keys made the signature. Tries all of them, so that timing does not tell
    /// which.
    boolean signed(String text, byte[] signature) {
        boolean signed = false;
        for (HmacKey key : keys) {
            signed |= key.signed(text, signature);
        }
        return signed;
    }
}

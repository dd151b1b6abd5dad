package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.Target;
import java.util.List;

/// One way to Pega Digital Messaging.
///
/// @param name ours, `default` for the unnamed one
/// @param url where messages are posted
/// @param connectionId ours over there; the issuer of all tokens, in both directions
/// @param keys the active ones: the first signs, all verify
record PegaConnection(String name, EndpointUrl url, String connectionId, List<HmacKey> keys) {

    /// What Pega is called in the names of targets and conversations.
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

    /// Whether one of the keys made the signature. All are tried, so that time does not tell which.
    boolean signed(String text, byte[] signature) {
        boolean signed = false;
        for (HmacKey key : keys) {
            signed |= key.signed(text, signature);
        }
        return signed;
    }
}

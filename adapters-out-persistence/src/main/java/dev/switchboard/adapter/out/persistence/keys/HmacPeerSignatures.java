package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import java.util.function.UnaryOperator;

/// Signs calls between hubs by HMAC-SHA256.
final class HmacPeerSignatures implements PeerSignatures {

    private final MacKey key;

    HmacPeerSignatures(KeyRing keys) {
        this.key = new MacKey(keys, "cluster");
    }

    @Override
    public byte[] sign(byte[] text) {
        return key.sign(text);
    }

    @Override
    public boolean isOurs(byte[] text, byte[] signature) {
        return key.made(text, UnaryOperator.identity(), signature);
    }
}

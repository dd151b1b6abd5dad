package dev.switchboard.application.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.domain.secret.HmacSha256;
import java.security.MessageDigest;

/// The signatures of hubs that have the same key.
public record KeyedPeerSignatures(HmacSha256 key) implements PeerSignatures {

    public KeyedPeerSignatures(String key) {
        this(HmacSha256.of(key.getBytes(UTF_8)));
    }

    @Override
    public byte[] sign(byte[] text) {
        return key.sign(text);
    }

    @Override
    public boolean isOurs(byte[] text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }
}

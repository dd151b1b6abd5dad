package dev.switchboard.application.port.out.cluster;

/// Signs the calls between hubs by a key that all hubs of a store have.
public interface PeerSignatures {

    byte[] sign(byte[] text);

    /// Whether a hub of this store made the signature. Takes the same time for any.
    boolean isOurs(byte[] text, byte[] signature);
}

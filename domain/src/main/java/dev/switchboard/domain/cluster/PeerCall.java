package dev.switchboard.domain.cluster;

/// A call of another hub.
///
/// @param to the hub that is called
/// @param address the hub's own, without a path
/// @param path what is called
/// @param proof proves that a hub of the same store calls
/// @param body the arguments as JSON
@SuppressWarnings("ArrayRecordComponent") // sent once; never compared or kept
public record PeerCall(HubId to, String address, String path, String proof, byte[] body) {

    @Override
    public String toString() {
        return "PeerCall[" + to + ", " + path + "]";
    }
}

package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.domain.message.MessageId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The messages of which a user has the first pieces and not yet the last. One whose next piece was
/// refused is among them, because an admin may send it again. A crash, another hub that goes on, or
/// many newer ones lose this, which costs a repeat with the same ids.
final class BegunMessages {

    private static final int MOST = 10_000;

    private final SequencedMap<MessageId, Integer> pieces = new LinkedHashMap<>();

    /// The number of pieces that the user has.
    synchronized int pieces(MessageId message) {
        return pieces.getOrDefault(message, 0);
    }

    /// Keeps the number of pieces that the user has.
    synchronized void keep(MessageId message, int many) {
        pieces.putLast(message, many);
        if (pieces.size() > MOST) {
            pieces.pollFirstEntry();
        }
    }

    /// The user has all pieces.
    synchronized void end(MessageId message) {
        pieces.remove(message);
    }
}

package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/// What a session's client sends. Calls for one session never overlap and come in the order of
/// arrival; those for different sessions do not wait for one another. They may be made on an I/O
/// thread and must not block.
public interface EngineReceiver {

    /// A text message, without its packet type.
    ///
    /// @return completes when the next message may be read; until then the session reads nothing
    ///   more. Already complete in the normal case.
    CompletionStage<?> text(String message);

    /// A binary message. The buffer is the receiver's to keep.
    CompletionStage<?> binary(ByteBuffer message);

    /// After an offer was refused as full, the queue has fallen under half of its limits.
    void drained();

    /// The session is over. The last call.
    void closed(CloseReason reason);
}

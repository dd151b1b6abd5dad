package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/// Receives what a session's client sends. Calls for one session never overlap and come in the
/// order of arrival; sessions do not wait for one another. Calls may run on an I/O thread and must
/// not block.
public interface EngineReceiver {

    /// A text message, without its packet type.
    ///
    /// @return completes when the next message may be read; until then the session reads nothing
    ///   more. Usually complete already.
    CompletionStage<?> text(String message);

    /// A binary message. The receiver may keep the buffer.
    CompletionStage<?> binary(ByteBuffer message);

    /// The queue has fallen below half of its limits after an offer was refused as full.
    void drained();

    /// The session has ended. This is the last call.
    void closed(CloseReason reason);
}

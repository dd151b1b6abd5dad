package dev.switchboard.adapter.in.socket.websocket;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketSession;

/// A session that asks for the next frame when the network has taken the last one, so that no
/// sender waits and nothing piles up. Spring's own sessions block their sender.
///
/// [#sendMessage] is for pings. [#close(org.springframework.web.socket.CloseStatus)] sends the rest
/// of the source's frames, then the close frame, and gives the client a few seconds to answer.
public interface PulledSession extends WebSocketSession {

    /// Sets the source of frames. Must be called once, before anything is sent.
    void sendFrom(Source source);

    /// Says that there may be something to send.
    void wake();

    /// The bytes that were handed over and that the network has not taken yet.
    long unsent();

    /// Ends the session without a close frame.
    void abort();

    /// The source of frames.
    interface Source {

        /// Returns the next frame as UTF-8 bytes, which never change; null if there is none. Called
        /// by one thread at a time.
        byte @Nullable [] next();
    }
}

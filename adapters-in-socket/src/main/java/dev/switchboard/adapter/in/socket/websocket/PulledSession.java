package dev.switchboard.adapter.in.socket.websocket;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketSession;

/// A session that asks for the next frame whenever the network has taken the last one, so that
/// nobody ever waits for it and nothing piles up behind it. Spring's own sessions make their sender
/// wait.
///
/// [#sendMessage] is for pings. [#close(org.springframework.web.socket.CloseStatus)] sends what the
/// source still has, then says goodbye, and gives the client a few seconds to answer.
public interface PulledSession extends WebSocketSession {

    /// Where the frames come from. To be told once, before anything is sent.
    void sendFrom(Source source);

    /// There may be something to send.
    void wake();

    /// Bytes that were handed over and that the network has not taken yet.
    long unsent();

    /// Ends it without a word.
    void abort();

    /// What waits to be sent.
    interface Source {

        /// The next frame: UTF-8, which nobody changes any more; null if there is none. Asked by
        /// one thread at a time.
        byte @Nullable [] next();
    }
}

package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One call and what came of it, for peers whose status alone does not say what they mean. Prints
/// no body.
public sealed interface Exchange {

    /// @param mediaType of the text, in lower case without parameters; empty if the peer named none
    /// @param text its beginning, at most 1 MiB; empty if it is compressed, which we never ask for
    /// @param retryAfter how long the peer asks to wait, if it does
    record Answered(int status, String mediaType, String text, @Nullable Duration retryAfter)
            implements Exchange {

        public boolean succeeded() {
            return status / 100 == 2;
        }

        /// The text if it is one JSON value, else null.
        public @Nullable String json() {
            return JsonText.isJson(text) ? text : null;
        }

        /// What the peer said of its failure, fit to be shown: no markup, no control characters, at
        /// most 2 KiB; may be empty.
        public String readable() {
            return RefusalText.of(mediaType, text);
        }

        public Answered withText(String changed) {
            return new Answered(status, mediaType, changed, retryAfter);
        }

        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /// No whole answer came.
    record Failed(Cause cause) implements Exchange {}

    /// The host may not be called.
    record Blocked() implements Exchange {}
}

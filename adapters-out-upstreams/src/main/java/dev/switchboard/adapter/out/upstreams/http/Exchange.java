package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one call, for peers whose status alone does not tell their meaning. Prints no
/// body.
public sealed interface Exchange {

    /// @param mediaType of the text, in lower case without parameters; empty if the peer named none
    /// @param text the first part of the body, at most 1 MiB; empty if it is compressed, which we
    ///   never ask for
    /// @param retryAfter how long the peer asks us to wait, if it does
    record Answered(int status, String mediaType, String text, @Nullable Duration retryAfter)
            implements Exchange {

        public boolean succeeded() {
            return status / 100 == 2;
        }

        /// The text if it is one JSON value, otherwise null.
        public @Nullable String json() {
            return JsonText.isJson(text) ? text : null;
        }

        /// The peer's own text about its failure, safe to show: no markup, no control characters,
        /// at most 2 KiB; may be empty.
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

    /// No complete answer came.
    record Failed(Cause cause) implements Exchange {}

    /// Egress control forbids the host.
    record Blocked() implements Exchange {}
}

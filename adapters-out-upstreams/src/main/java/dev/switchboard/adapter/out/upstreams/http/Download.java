package dev.switchboard.adapter.out.upstreams.http;

import java.nio.ByteBuffer;

/// The result of downloading a file. Prints no bytes.
public sealed interface Download {

    /// @param mediaType in lower case without parameters; empty if the peer named none
    record Done(String mediaType, ByteBuffer bytes) implements Download {
        @Override
        public String toString() {
            return "Done[" + bytes.remaining() + "]";
        }
    }

    /// The file exceeds the requested limit.
    record TooLarge() implements Download {}

    /// No complete file came, or an answer other than 200.
    record Failed() implements Download {}

    /// Egress control forbids the host.
    record Blocked() implements Download {}
}

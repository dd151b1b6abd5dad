package dev.switchboard.adapter.out.upstreams.http;

import java.nio.ByteBuffer;

/// A call for a file, and what came of it. Prints no bytes.
public sealed interface Download {

    /// @param mediaType in lower case without parameters; empty if the peer named none
    record Done(String mediaType, ByteBuffer bytes) implements Download {
        @Override
        public String toString() {
            return "Done[" + bytes.remaining() + "]";
        }
    }

    /// It is larger than was asked for.
    record TooLarge() implements Download {}

    /// No whole file came, or an answer that is none.
    record Failed() implements Download {}

    /// The host may not be called.
    record Blocked() implements Download {}
}

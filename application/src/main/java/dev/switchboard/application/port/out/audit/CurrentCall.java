package dev.switchboard.application.port.out.audit;

import org.jspecify.annotations.Nullable;

/// The request that the calling thread serves.
public interface CurrentCall {

    /// [Call#NONE] if it serves none.
    Call now();

    /// @param address where it came from
    /// @param requestId its id, as its answer and the log name it
    /// @param intent the id of the act that it began, if any
    record Call(String address, String requestId, @Nullable String intent) {

        /// Nobody calls.
        public static final Call NONE = new Call("", "", null);
    }
}

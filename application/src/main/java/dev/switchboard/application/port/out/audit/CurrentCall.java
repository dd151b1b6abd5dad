package dev.switchboard.application.port.out.audit;

import org.jspecify.annotations.Nullable;

/// Gives the request that the calling thread serves.
public interface CurrentCall {

    /// Returns [Call#NONE] if the thread serves no request.
    Call now();

    /// @param address the caller's address
    /// @param requestId its id, as in its response and in the log
    /// @param intent the id of the act that it began, if any
    record Call(String address, String requestId, @Nullable String intent) {

        /// No request.
        public static final Call NONE = new Call("", "", null);
    }
}

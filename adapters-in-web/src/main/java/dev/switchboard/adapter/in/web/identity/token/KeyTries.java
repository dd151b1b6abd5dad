package dev.switchboard.adapter.in.web.identity.token;

import java.time.Duration;

/// Limits tries of invalid API keys.
public interface KeyTries {

    /// @param key a name for the key that does not reveal it
    /// @return the caller's wait; zero if its key may be checked
    Duration waiting(String key, String address);

    void recordFailure(String address);

    void recordSuccess(String key, String address);
}

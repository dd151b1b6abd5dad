package dev.switchboard.adapter.in.web.identity.token;

import java.time.Duration;

/// How often keys may be tried that are none.
public interface KeyTries {

    /// @param key names the key, and tells nothing of it
    /// @return how long its caller has to wait; zero for one whose key may be looked at
    Duration waiting(String key, String address);

    void wasWrong(String address);

    void wasRight(String key, String address);
}

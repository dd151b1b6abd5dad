package dev.switchboard.application.port.out.live;

import java.net.URI;

/// Makes lines for hints.
public interface HintLines {

    /// Returns the line through the server at this address, still closed.
    HintLine to(URI address);
}

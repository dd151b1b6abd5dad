package dev.switchboard.adapter.in.web.netomi;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/// The few headers of a callback that are kept and shown: none of them proves anything (contract
/// netomi 2.3).
final class KeptHeaders {

    private static final List<String> NAMES = List.of("content-type", "user-agent", "x-request-id");
    private static final int MAX_LENGTH = 300;

    private KeptHeaders() {}

    static Body of(HttpServletRequest call) {
        Body kept = new Body();
        for (String name : NAMES) {
            String value = call.getHeader(name);
            if (value != null) {
                kept.with(name, value.substring(0, Math.min(value.length(), MAX_LENGTH)));
            }
        }
        return kept;
    }
}

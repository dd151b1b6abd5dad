package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.error.ErrorForm;
import dev.switchboard.adapter.in.web.error.LegacyEnvelope;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import java.util.Map;

/// The original's errors of the bot's endpoints.
final class NetomiErrors {

    private static final String MALFORMED = ProblemCode.MALFORMED_JSON.title();

    /// `{"ok":false,"error":"text"}`, for the endpoints under `/api/`.
    static final ErrorForm RELAY =
            ErrorForm.json(
                    "relay", Map.of(ProblemCode.MALFORMED_JSON, MALFORMED), NetomiErrors::error);

    /// `{"error":"text"}`, for the bot's webhook.
    static final ErrorForm BOT_WEBHOOK =
            ErrorForm.json(
                    "bot_webhook",
                    Map.of(
                            ProblemCode.MALFORMED_JSON,
                            MALFORMED,
                            ProblemCode.INVALID_FIELD,
                            MALFORMED,
                            ProblemCode.INTERNAL_ERROR,
                            "Internal server error"),
                    text -> LegacyEnvelope.body("{\"error\":", text));

    private NetomiErrors() {}

    static byte[] error(String text) {
        return LegacyEnvelope.body("{\"ok\":false,\"error\":", text);
    }
}

package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.ChannelId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a query goes on, as an opaque text for callers.
final class QueryCursor {

    static final String HEADER = "X-Next-Cursor";

    private static final String PREFIX = "after:";

    private QueryCursor() {}

    static String behind(ChannelId id) {
        byte[] text = (PREFIX + id).getBytes(US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// The id to continue behind, or null to begin.
    static @Nullable ChannelId parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
            ChannelId id = new ChannelId(text.replaceFirst("^" + PREFIX, ""));
            if (cursor.equals(behind(id))) {
                return id;
            }
        } catch (InvalidValueException | IllegalArgumentException _) {
            throw invalid();
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return new ProblemException(Problem.invalidField("after", "Invalid cursor"));
    }
}

package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.fakes.FakeLanes;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/// A cursor of a list is one that the hub gave out, or is refused.
class CursorFuzzTest {

    private final ChannelQueryController controller =
            new ChannelQueryController(new InMemoryChannels(), new FakeLanes());

    @Test
    void leadsIntoTheListOrIsRefused() {
        Fuzz.of("cursors of lists")
                .seeds(base64("after:slack"), base64("after:"), base64("slack"), "!!", "")
                .words("=", "_", "-", "YWZ0ZXI6", "AAAA")
                .refusedBy(ProblemException.class)
                .texts(cursor -> controller.listChannels("7", cursor).items().isEmpty());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }
}

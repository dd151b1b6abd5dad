package dev.switchboard.adapter.in.web.channel.filter;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelMatcher;
import dev.switchboard.domain.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/// A filter is one that channels can be compared with, or is refused with the reason.
class FilterFuzzTest {

    @Test
    void isComparedWithAChannelOrRefused() {
        ChannelMatcher channel = new ChannelMatcher(Seed.channel());

        Fuzz.of("filters of channels")
                .seeds(
                        "{}",
                        "{\"channel_tags\":\"slack\"}",
                        "{\"channel_tags\":{\"$all\":[\"slack\",\"test\"]}}",
                        "{\"channel_name\":{\"$regex\":\"^Slack \\\\(\",\"$options\":\"i\"}}",
                        "{\"$or\":[{\"channel_id\":{\"$in\":[\"a\",null,7]}},{\"$and\":[{}]}]}",
                        "{\"channel_metadata.region.rank\":{\"$not\":{\"$not\":{\"$ne\":2.0}}}}",
                        "{\"channel_metadata.x\":{\"$exists\":false,\"$nin\":[true]}}")
                .words("\"$or\":", "\"$not\":{", "$where", "\"$in\":[", "\"$exists\":", "\\\\", "^")
                .words("channel_metadata.", "channel_tags", "\"$regex\":\"")
                .refusedBy(
                        ProblemException.class,
                        UnreadableJsonException.class,
                        InvalidValueException.class)
                .bytes(body -> {
                    ChannelFilter filter = FilterParser.parse(body);
                    boolean _ = channel.matches(filter);
                    return true;
                });
    }
}

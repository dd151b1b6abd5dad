package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.channel.filter.FilterParser;
import dev.switchboard.adapter.in.web.error.LegacyAnswers;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelMatcher;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Finds channels by a filter (contract channels 2.1).
@RestController
final class ChannelQueryController implements ChannelQueryApi {

    private final ManageChannels channels;

    ChannelQueryController(ManageChannels channels) {
        this.channels = channels;
    }

    @Override
    public ResponseEntity<byte[]> query(
            @Nullable String limit, @Nullable String after, byte[] body) {
        ChannelFilter filter = FilterParser.parse(body);
        int most = PageLimit.parse(limit);
        ManageChannels.Page page = channels.query(filter, QueryCursor.parse(after), most);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        ChannelId next = page.next();
        if (next != null) {
            answer.header(QueryCursor.HEADER, QueryCursor.behind(next));
        }
        List<JsonValue> documents =
                page.channels().stream().<JsonValue>map(ChannelMatcher::asDocument).toList();
        return LegacyAnswers.data(answer, JsonValues.write(new JsonArray(documents)));
    }
}

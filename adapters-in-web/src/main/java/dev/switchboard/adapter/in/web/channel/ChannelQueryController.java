package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.adapter.in.web.channel.filter.FilterParser;
import dev.switchboard.adapter.in.web.error.LegacyAnswers;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.in.delivery.WatchLanes.TargetOutage;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finds channels by a filter.
@RestController
@Tag(name = "Channel registry")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelQueryController {

    private static final String NEXT = "X-Next-Cursor";
    private static final String AFTER = "after:";

    private final ManageChannels channels;
    private final WatchLanes lanes;

    ChannelQueryController(ManageChannels channels, WatchLanes lanes) {
        this.channels = channels;
        this.lanes = lanes;
    }

    /// Lists the channels.
    ///
    /// By ascending id, each as `GET /v1/channels/{channel_id}` shows it.
    ///
    /// @param after `next` of the previous page
    /// @return a page
    @GetMapping(path = "/v1/channels")
    ChannelPageView listChannels(
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String after) {
        ManageChannels.Page page =
                channels.query(ChannelFilter.ALL, place(after), QueryText.limit(limit));
        Map<Target, Circuit> away =
                lanes.outages().stream()
                        .collect(Collectors.toMap(TargetOutage::target, TargetOutage::circuit));
        ChannelId next = page.next();
        return new ChannelPageView(
                page.channels().stream().map(channel -> view(channel, away)).toList(),
                next == null ? null : behind(next));
    }

    private static ChannelView view(Channel channel, Map<Target, Circuit> away) {
        Circuit circuit = away.getOrDefault(Target.channel(channel.id()), Circuit.WELL);
        return ChannelView.from(new OperateChannels.View(channel, circuit));
    }

    /// @param next the `after` of the next page; null on the last page
    @Schema(name = "ChannelPage")
    record ChannelPageView(List<ChannelView> items, @Nullable String next) {}

    /// Finds channels.
    ///
    /// `{}` finds all. Fields: the five of a channel and `channel_metadata.<path>`. Operators, with
    /// MongoDB's meaning: `$eq $ne $in $nin $exists $all $not $and $or`, and `$regex` for a
    /// beginning (`^text`) or a part, with `$options` `i`.
    @PostMapping(path = "/channels", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> findChannels(
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestBody byte[] body) {
        ChannelFilter filter = FilterParser.parse(body);
        int most = QueryText.limit(limit);
        ManageChannels.Page page = channels.query(filter, place(after), most);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        ChannelId next = page.next();
        if (next != null) {
            answer.header(NEXT, behind(next));
        }
        List<JsonValue> documents =
                page.channels().stream().<JsonValue>map(ChannelFields::of).toList();
        return LegacyAnswers.data(answer, JsonValues.write(new JsonArray(documents)));
    }

    /// Returns the position of a query as an opaque text for callers.
    private static String behind(ChannelId id) {
        byte[] text = (AFTER + id).getBytes(US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /// Returns the id to continue after, or null to begin.
    private static @Nullable ChannelId place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
            ChannelId id = new ChannelId(text.replaceFirst("^" + AFTER, ""));
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

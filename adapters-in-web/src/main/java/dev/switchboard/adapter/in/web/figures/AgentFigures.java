package dev.switchboard.adapter.in.web.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.LabelId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// @param items by time, then by name
@Schema(name = "AgentFigures")
record AgentFigures(List<Item> items) implements CsvConverter.Table {

    private static final Item BLANK = Item.of(new Line(null, "", Figures.NONE));

    static AgentFigures of(List<Line> lines) {
        return new AgentFigures(lines.stream().map(Item::of).toList());
    }

    @Override
    public Item blank() {
        return BLANK;
    }

    static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : (Long) duration.toSeconds();
    }

    static SortedMap<String, Integer> named(Map<LabelId, Integer> outcomes) {
        SortedMap<String, Integer> named = new TreeMap<>();
        outcomes.forEach((outcome, number) -> named.put(outcome.value(), number));
        return named;
    }

    /// @param at when the hour or day began; null if the time was left whole
    /// @param agentId as the agent's token names them
    /// @param accepted conversations that the agent got: accepted, taken from a queue or taken over
    /// @param declined offers that the agent declined
    /// @param missed offers that the agent did not answer in time
    /// @param ended conversations that the agent ended
    /// @param transferred conversations that the agent passed on
    /// @param lapsed conversations that the agent lost, because the lease was not renewed
    /// @param handleP50S half of the conversations that the agent does not have any more took no
    ///   longer, in seconds
    /// @param handleP90S the same of nine of ten
    /// @param byOutcome how often the agent named each outcome
    @Schema(name = "AgentFiguresItem")
    record Item(
            @Nullable Instant at,
            @JsonProperty("agent_id") String agentId,
            int accepted,
            int declined,
            int missed,
            int ended,
            int transferred,
            int lapsed,
            @JsonProperty("handle_p50_s") @Nullable Long handleP50S,
            @JsonProperty("handle_p90_s") @Nullable Long handleP90S,
            @JsonProperty("by_outcome") SortedMap<String, Integer> byOutcome) {

        static Item of(Line line) {
            Figures figures = line.figures();
            return new Item(
                    line.at(),
                    line.name(),
                    figures.of(Count.ACCEPTED),
                    figures.of(Count.DECLINED),
                    figures.of(Count.MISSED),
                    figures.of(Count.ENDED),
                    figures.of(Count.TRANSFERRED),
                    figures.of(Count.LAPSED),
                    seconds(figures.handling().half()),
                    seconds(figures.handling().most()),
                    named(figures.outcomes()));
        }
    }
}

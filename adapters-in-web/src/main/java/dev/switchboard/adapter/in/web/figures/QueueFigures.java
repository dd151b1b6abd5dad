package dev.switchboard.adapter.in.web.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// @param items by time, then by name
@Schema(name = "QueueFigures")
record QueueFigures(List<Item> items) implements CsvConverter.Table {

    private static final Item BLANK = Item.of(new Line(null, "", Figures.NONE));

    static QueueFigures of(List<Line> lines) {
        return new QueueFigures(lines.stream().map(Item::of).toList());
    }

    @Override
    public Item blank() {
        return BLANK;
    }

    /// @param at when the hour or day began; null if the time was left whole
    /// @param asked customers who began to wait: an agent was asked for, or they were sent here
    /// @param returned customers who wait again, because their agent's lease lapsed
    /// @param answered customers whose wait ended with an agent
    /// @param answeredInTime those who waited no longer than the goal that the queue has now; null
    ///   if it has none, or nobody was answered
    /// @param abandoned customers who left while they waited
    /// @param moved customers who were sent elsewhere while they waited
    /// @param declined offers that agents declined
    /// @param missed offers that agents did not answer in time
    /// @param ended conversations of the queue that agents ended
    /// @param transferred conversations of the queue that agents passed on
    /// @param lapsed leases of its conversations that agents did not renew
    /// @param answerP50S half of the answered waited no longer, in seconds
    /// @param answerP90S nine of ten of them waited no longer, in seconds
    /// @param handleP50S half of the conversations that agents do not have any more took them no
    ///   longer, in seconds
    /// @param handleP90S the same of nine of ten
    /// @param byOutcome how often agents named each outcome
    @Schema(name = "QueueFiguresItem")
    record Item(
            @Nullable Instant at,
            @JsonProperty("queue_id") String queueId,
            int asked,
            int returned,
            int answered,
            @JsonProperty("answered_in_time") @Nullable Integer answeredInTime,
            int abandoned,
            int moved,
            int declined,
            int missed,
            int ended,
            int transferred,
            int lapsed,
            @JsonProperty("answer_p50_s") @Nullable Long answerP50S,
            @JsonProperty("answer_p90_s") @Nullable Long answerP90S,
            @JsonProperty("handle_p50_s") @Nullable Long handleP50S,
            @JsonProperty("handle_p90_s") @Nullable Long handleP90S,
            @JsonProperty("by_outcome") SortedMap<String, Integer> byOutcome) {

        static Item of(Line line) {
            Figures figures = line.figures();
            return new Item(
                    line.at(),
                    line.name(),
                    figures.of(Count.ASKED),
                    figures.of(Count.RETURNED),
                    figures.of(Count.ANSWERED),
                    figures.isJudged() ? figures.of(Count.IN_TIME) : null,
                    figures.of(Count.ABANDONED),
                    figures.of(Count.MOVED),
                    figures.of(Count.DECLINED),
                    figures.of(Count.MISSED),
                    figures.of(Count.ENDED),
                    figures.of(Count.TRANSFERRED),
                    figures.of(Count.LAPSED),
                    AgentFigures.seconds(figures.answers().half()),
                    AgentFigures.seconds(figures.answers().most()),
                    AgentFigures.seconds(figures.handling().half()),
                    AgentFigures.seconds(figures.handling().most()),
                    AgentFigures.named(figures.outcomes()));
        }
    }
}

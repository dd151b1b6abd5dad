package dev.switchboard.application.port.in.figures;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what happened to a tenant's handoffs, from the kept steps: so all hubs say the same, also
/// after a crash. Nobody sees another tenant's figures.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer in time.
public interface ReadFigures {

    /// Returns the figures of each queue. The goals that queues have now decide which answers were
    /// in time.
    Counted queues(TenantId tenant, FigureQuery query);

    /// Returns the figures of each agent.
    Counted agents(TenantId tenant, FigureQuery query);

    /// Returns the figures of an agent's day.
    ///
    /// @param day null for today
    /// @param zone where the day begins and ends
    Mine mine(Agent agent, @Nullable LocalDate day, ZoneId zone);

    /// At most 31 days.
    ///
    /// @param to the first moment that does not count
    /// @param by what the time is divided into; null to leave it whole
    /// @param zone where hours and days begin
    /// @param queue only what happened there; null for all queues
    /// @param agent only what counts for this agent; null for all that happened
    record FigureQuery(
            Instant from,
            Instant to,
            @Nullable Division by,
            ZoneId zone,
            @Nullable QueueId queue,
            @Nullable AgentId agent) {

        /// A day may have 25 hours.
        private static final Duration LONGEST = Duration.ofDays(31).plusHours(1);

        public FigureQuery {
            to = to.truncatedTo(ChronoUnit.MILLIS);
            if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
                throw new InvalidValueException("to", Reason.INVALID);
            }
        }
    }

    enum Division {
        HOUR,
        DAY
    }

    sealed interface Counted {

        /// @param lines by time, then by name; none for a time in which nothing happened
        record Done(List<Line> lines) implements Counted {
            public Done {
                lines = List.copyOf(lines);
            }
        }

        enum Refused implements Counted {
            /// The tenant's figures are being counted, twice already.
            BUSY,
            /// More happened than is counted for one query.
            TOO_MUCH
        }
    }

    /// @param at when the hour or day began; null if the time was left whole
    /// @param name of the queue or agent
    record Line(@Nullable Instant at, String name, Figures figures) {}

    /// @param from when the day began
    /// @param to when it ends
    /// @param figures null if more happened than is counted
    record Mine(Instant from, Instant to, @Nullable Figures figures) {}
}

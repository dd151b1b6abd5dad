package dev.switchboard.adapter.in.web.figures;

import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.figures.ReadFigures.Counted;
import dev.switchboard.application.port.in.figures.ReadFigures.Division;
import dev.switchboard.application.port.in.figures.ReadFigures.FigureQuery;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Figures of queues and agents, for supervisors of a tenant. They are counted from the kept steps
/// of handoffs, so all hubs give the same.
@RestController
@Tag(name = "Figures")
@RequestMapping(produces = {MediaType.APPLICATION_JSON_VALUE, CsvLine.TYPE})
final class FigureController {

    static final String QUEUES = "/v1/stats/queues";
    static final String AGENTS = "/v1/stats/agents";

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ReadFigures figures;
    private final FindTenants tenants;

    FigureController(ReadFigures figures, FindTenants tenants) {
        this.figures = figures;
        this.tenants = tenants;
    }

    /// Count what happened at queues.
    ///
    /// As JSON, or with `Accept: text/csv` as a table. Queues where nothing happened are left out.
    /// Steps from before the hub kept them for figures do not count. More than 500,000 steps,
    /// 20,000 lines or 10 s of counting are refused.
    ///
    /// @param from the first moment that counts
    /// @param to the first moment that does not count, at most 31 days later
    /// @param by divides the time into hours or days; it is left whole otherwise
    /// @param zone where hours and days begin, such as `America/Mexico_City`; the default is UTC
    /// @param queue only this queue
    /// @param agent only what this agent did
    @GetMapping(QUEUES)
    QueueFigures countQueues(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String agent,
            HttpServletRequest request) {
        FigureQuery query = query(from, to, by, zone, queue, agent);
        return QueueFigures.of(lines(figures.queues(Callers.tenant(tenants, request), query)));
    }

    /// Count what agents did.
    ///
    /// As JSON, or with `Accept: text/csv` as a table. Agents who did nothing are left out. Steps
    /// from before the hub kept them for figures do not count. More than 500,000 steps, 20,000
    /// lines or 10 s of counting are refused.
    ///
    /// @param from the first moment that counts
    /// @param to the first moment that does not count, at most 31 days later
    /// @param by divides the time into hours or days; it is left whole otherwise
    /// @param zone where hours and days begin, such as `America/Mexico_City`; the default is UTC
    /// @param queue only what happened at this queue
    /// @param agent only this agent
    @GetMapping(AGENTS)
    AgentFigures countAgents(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String agent,
            HttpServletRequest request) {
        FigureQuery query = query(from, to, by, zone, queue, agent);
        return AgentFigures.of(lines(figures.agents(Callers.tenant(tenants, request), query)));
    }

    private static List<Line> lines(Counted counted) {
        return switch (counted) {
            case Counted.Done(var lines) -> lines;
            case Counted.Refused.BUSY -> {
                Callers.refuseTooMany(SOON);
                yield List.of();
            }
            case Counted.Refused.TOO_MUCH ->
                    throw new InvalidValueException(
                            "from",
                            Reason.INVALID,
                            "too long ago, because too much happened since");
        };
    }

    private static FigureQuery query(
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable String zone,
            @Nullable String queue,
            @Nullable String agent) {
        return new FigureQuery(
                time("from", from),
                time("to", to),
                by == null ? null : EnumNames.parse("by", Division.class, by),
                zone == null ? ZoneOffset.UTC : zone(zone),
                named("queue", queue, QueueId::new),
                named("agent", agent, AgentId::new));
    }

    private static Instant time(String name, @Nullable String text) {
        return QueryText.requiredInstant(name, QueryText.required(name, text));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            throw new InvalidValueException("zone", Reason.INVALID);
        }
    }

    private static <T> @Nullable T named(
            String name, @Nullable String text, Function<String, T> form) {
        try {
            return text == null ? null : form.apply(text);
        } catch (InvalidValueException _) {
            throw new InvalidValueException(name, Reason.INVALID);
        }
    }
}

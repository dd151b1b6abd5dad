package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers what a test says, and remembers what it was asked.
public final class FakeFigures implements ReadFigures {

    private final List<String> asked = new ArrayList<>();
    private Counted answer = new Counted.Done(List.of());

    public void reset() {
        asked.clear();
        answer = new Counted.Done(List.of());
    }

    public void answer(Counted next) {
        answer = next;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Counted queues(TenantId tenant, FigureQuery query) {
        asked.add("queues of " + tenant + " " + query);
        return answer;
    }

    @Override
    public Counted agents(TenantId tenant, FigureQuery query) {
        asked.add("agents of " + tenant + " " + query);
        return answer;
    }

    @Override
    public Mine mine(Agent agent, @Nullable LocalDate day, ZoneId zone) {
        return new Mine(Instant.EPOCH, Instant.EPOCH, Figures.NONE);
    }
}

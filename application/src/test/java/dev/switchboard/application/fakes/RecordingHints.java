package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.telemetry.HintTelemetry;

/// Counts the hints that were missed.
public final class RecordingHints implements HintTelemetry {

    private int missed;

    @Override
    public void published() {}

    @Override
    public void heard() {}

    @Override
    public void refused() {}

    @Override
    public void missed() {
        missed++;
    }

    /// How many conversations had messages of which no hint had told.
    public int misses() {
        return missed;
    }
}

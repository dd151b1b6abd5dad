package dev.switchboard.simulators.script;

/// The step of one request.
///
/// @param endsReversal whether held callbacks are sent now, because the next step holds none
public record Turn(ScriptStep step, boolean endsReversal) {}

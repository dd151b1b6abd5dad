package dev.switchboard.simulators.script;

/// One request's step.
///
/// @param endsReversal whether held-back callbacks are to go out now, as the next step reverses
///   none
public record Turn(Step step, boolean endsReversal) {}

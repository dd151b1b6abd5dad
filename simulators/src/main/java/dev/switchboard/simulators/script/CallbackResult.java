package dev.switchboard.simulators.script;

import org.jspecify.annotations.Nullable;

/// What became of one callback.
///
/// @param status the HTTP status it was answered with; null if there was no answer
/// @param body what it was answered, or what kept it from being answered
public record CallbackResult(String sessionId, @Nullable Integer status, String body) {}

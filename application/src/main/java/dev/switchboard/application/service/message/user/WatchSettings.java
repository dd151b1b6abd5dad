package dev.switchboard.application.service.message.user;

import java.time.Duration;

/// @param notifyAfter when clients are told that a desk has not taken a message yet
/// @param answerTimeout when a message that a bot took counts as unanswered
public record WatchSettings(Duration notifyAfter, Duration answerTimeout) {}

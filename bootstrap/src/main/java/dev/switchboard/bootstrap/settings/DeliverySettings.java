package dev.switchboard.bootstrap.settings;

import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The retry rule and the circuit of each kind of target.
///
/// @param maxPending the greatest number of users' messages that may wait for one bot or desk
@ConfigurationProperties("switchboard.delivery")
public record DeliverySettings(
        @DefaultValue Rule channel,
        @DefaultValue Rule sessions,
        @DefaultValue Rule bot,
        @DefaultValue Rule desk,
        @DefaultValue Rule user,
        @DefaultValue("200000") int maxPending) {

    public DeliverySettings {
        channel.check("channel");
        sessions.check("sessions");
        bot.check("bot");
        desk.check("desk");
        user.check("user");
        Positive.require("switchboard.delivery.max-pending", maxPending);
    }

    public DeliveryRule rule(Target.Kind kind) {
        return switch (kind) {
            case CHANNEL -> channel.rule();
            case SESSIONS -> sessions.rule();
            case BOT -> bot.rule();
            case DESK -> desk.rule();
            case USER -> user.rule();
            case CLIENTS -> DeliveryRule.USUAL; // no calls are made
        };
    }

    /// @param retrySteps the pauses between attempts; the last one repeats
    /// @param longestRetryAfter the longest `Retry-After` of a target that is honoured
    /// @param parkAfter the age at which a message is parked
    /// @param circuitOpensAfter the number of consecutive outages that open a target's circuit
    /// @param circuitFirstPause the time from opening to the first probe
    /// @param circuitLongestPause the longest time between probes, up to which the first one
    ///   doubles
    public record Rule(
            @DefaultValue({"1s", "5s", "15s", "30s", "60s"}) List<Duration> retrySteps,
            @DefaultValue("15m") Duration longestRetryAfter,
            @DefaultValue("24h") Duration parkAfter,
            @Nullable Integer circuitOpensAfter,
            @Nullable Duration circuitFirstPause,
            @Nullable Duration circuitLongestPause) {

        private static final int MOST_STEPS = 20;

        public Rule {
            retrySteps = List.copyOf(retrySteps);
        }

        private void check(String kind) {
            String prefix = "switchboard.delivery." + kind;
            if (retrySteps.isEmpty() || retrySteps.size() > MOST_STEPS) {
                throw new IllegalArgumentException(
                        prefix + ".retry-steps must have 1 to " + MOST_STEPS + " steps");
            }
            retrySteps.forEach(step -> Positive.require(prefix + ".retry-steps", step));
            Positive.require(prefix + ".longest-retry-after", longestRetryAfter);
            Positive.require(prefix + ".park-after", parkAfter);
            if (circuitOpensAfter != null) {
                Positive.require(prefix + ".circuit-opens-after", circuitOpensAfter);
            }
            if (circuitFirstPause != null) {
                Positive.require(prefix + ".circuit-first-pause", circuitFirstPause);
            }
            if (circuitLongestPause != null) {
                Positive.require(prefix + ".circuit-longest-pause", circuitLongestPause);
            }
        }

        private DeliveryRule rule() {
            RetryPolicy retries =
                    new RetryPolicy(
                            retrySteps, RetryPolicy.SHARED.jitter(), longestRetryAfter, parkAfter);
            return new DeliveryRule(
                    retries, circuitOpensAfter, circuitFirstPause, circuitLongestPause);
        }
    }
}

package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.NestedExceptionUtils;

/// The settings of the retry rule for each kind of target.
class DeliverySettingsTest {

    private static DeliverySettings with(Map<String, String> variables) {
        return (DeliverySettings)
                Property.readBy(DeliverySettings.class, HubProcess.with(variables));
    }

    @ParameterizedTest
    @EnumSource
    void leaveTheRuleAsItIsIfNothingIsSet(Target.Kind kind) {
        DeliveryRule rule = with(Map.of()).rule(kind);

        assertThat(rule.retries()).isEqualTo(RetryPolicy.SHARED);
        assertThat(rule.gate(GateSettings.CHANNEL)).isEqualTo(GateSettings.CHANNEL);
        assertThat(rule.gate(GateSettings.shared(7))).isEqualTo(GateSettings.shared(7));
    }

    @Test
    void changeItForOneKindAlone() {
        DeliverySettings settings =
                with(
                        Map.of(
                                "SWITCHBOARD_DELIVERY_BOT_RETRY_STEPS", "2s,4s",
                                "SWITCHBOARD_DELIVERY_BOT_PARK_AFTER", "2h",
                                "SWITCHBOARD_DELIVERY_BOT_CIRCUIT_FIRST_PAUSE", "10s"));

        DeliveryRule bot = settings.rule(Target.Kind.BOT);
        assertThat(bot.retries().schedule())
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(bot.retries().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(bot.gate(GateSettings.shared(32)))
                .isEqualTo(new GateSettings(32, 5, Duration.ofSeconds(10), Duration.ofSeconds(60)));
        assertThat(settings.rule(Target.Kind.CHANNEL)).isEqualTo(DeliveryRule.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "SWITCHBOARD_DELIVERY_CHANNEL_RETRY_STEPS, '1s,0s', switchboard.delivery.channel.retry-steps must be positive",
        "SWITCHBOARD_DELIVERY_CHANNEL_RETRY_STEPS, '', switchboard.delivery.channel.retry-steps must have 1 to 20 steps",
        "SWITCHBOARD_DELIVERY_DESK_PARK_AFTER, -1h, switchboard.delivery.desk.park-after must be positive",
        "SWITCHBOARD_DELIVERY_SESSIONS_LONGEST_RETRY_AFTER, 0s, switchboard.delivery.sessions.longest-retry-after must be positive",
        "SWITCHBOARD_DELIVERY_BOT_CIRCUIT_OPENS_AFTER, 0, switchboard.delivery.bot.circuit-opens-after must be positive",
        "SWITCHBOARD_DELIVERY_BOT_CIRCUIT_LONGEST_PAUSE, 0s, switchboard.delivery.bot.circuit-longest-pause must be positive"
    })
    void areRefusedByTheirNameIfTheyMakeNoSense(String variable, String value, String complaint) {
        Throwable refusal = catchThrowable(() -> with(Map.of(variable, value)));

        assertThat(NestedExceptionUtils.getMostSpecificCause(refusal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }
}

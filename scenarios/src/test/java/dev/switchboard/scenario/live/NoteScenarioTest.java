package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoteScenarioTest extends NoteStories {

    NoteScenarioTest() {
        super(new LiveWorld());
    }

    @ParameterizedTest
    @EnumSource
    void noTargetIsOwedOne(Target.Kind kind) {
        List<Delivery> owed =
                List.of(Delivery.owed(new Target(kind, "any"), world.clock.instant()));

        assertThatThrownBy(() -> entry(BOT_CHAT, owed))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

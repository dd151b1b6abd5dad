package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Conversations that supervisors watch.
class WatchingScenarioTest extends SupervisionStory {

    @Test
    void areNoMoreThanOneConsoleFollowsIfItNamesThemOnArrival() {
        Map<ConversationId, Long> cursors =
                IntStream.range(0, HandoffSettings.MOST_FOLLOWED + 1)
                        .mapToObj(number -> waits("w-" + number).conversation())
                        .collect(Collectors.toMap(conversation -> conversation, _ -> 0L));
        TestConsole back = new TestConsole(hub.agents, "sue/2");

        assertThat(back.arrive(true, cursors)).isEqualTo(Arrived.DONE);

        assertThat(back.pushed.stream().map(message -> message.conversation()).distinct())
                .hasSize(HandoffSettings.MOST_FOLLOWED);
        assertThat(hub.agents.views().watch(back.id, held.handoff().conversation(), null))
                .isEqualTo(DeskRefusal.AT_LIMIT);
    }
}

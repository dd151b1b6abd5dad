package dev.switchboard.application.port.out.session;

import static dev.switchboard.domain.session.AgentSession.ENDED;
import static dev.switchboard.domain.session.AgentSession.NONE;
import static dev.switchboard.domain.session.AgentSession.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [AgentSessions]: of those who change one at once, one sees the change.
public interface AgentSessionsContract {
    ConversationId HELPED = ConversationId.of("desk", "main/ada");

    /// The same one throughout a test, knowing nothing when it began.
    AgentSessions agentSessions();

    @Test
    default void knowsNoSessionOfAConversationAtFirst() {
        assertThat(agentSessions().find(HELPED)).isEqualTo(NONE);
    }

    @Test
    default void tellsWhatASessionWasBefore() {
        assertThat(agentSessions().change(HELPED, OPEN)).isEqualTo(NONE);
        assertThat(agentSessions().change(HELPED, OPEN)).isEqualTo(OPEN);
        assertThat(agentSessions().change(HELPED, ENDED)).isEqualTo(OPEN);
        assertThat(agentSessions().change(HELPED, ENDED)).isEqualTo(ENDED);

        assertThat(agentSessions().find(HELPED)).isEqualTo(ENDED);
    }

    @Test
    default void opensASessionAgain() {
        agentSessions().change(HELPED, ENDED);

        assertThat(agentSessions().change(HELPED, OPEN)).isEqualTo(ENDED);

        assertThat(agentSessions().find(HELPED)).isEqualTo(OPEN);
    }

    @Test
    default void forgetsASession() {
        agentSessions().change(HELPED, OPEN);

        assertThat(agentSessions().change(HELPED, NONE)).isEqualTo(OPEN);

        assertThat(agentSessions().find(HELPED)).isEqualTo(NONE);
        assertThat(agentSessions().change(HELPED, NONE)).isEqualTo(NONE);
    }

    @Test
    default void keepsTheSessionsOfConversationsApart() {
        agentSessions().change(HELPED, OPEN);

        assertThat(agentSessions().find(ConversationId.of("desk", "main/bob"))).isEqualTo(NONE);
        assertThat(agentSessions().find(ConversationId.of("desk", "other/ada"))).isEqualTo(NONE);
    }

    @Test
    default void showsAChangeToOneOfManyWhoMakeItAtOnce() {
        List<AgentSession> opened = changedInParallel(OPEN);
        List<AgentSession> ended = changedInParallel(ENDED);

        assertThat(opened).containsOnlyOnce(NONE).filteredOn(OPEN::equals).hasSize(15);
        assertThat(ended).containsOnlyOnce(OPEN).filteredOn(ENDED::equals).hasSize(15);
    }

    private List<AgentSession> changedInParallel(AgentSession next) {
        return InParallel.results(16, _ -> agentSessions().change(HELPED, next));
    }
}

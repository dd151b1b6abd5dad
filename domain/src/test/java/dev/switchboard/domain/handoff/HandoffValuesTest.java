package dev.switchboard.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoffValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void refuseAnAgentWithoutAReadableName(String name) {
        assertThatThrownBy(() -> new AgentId(name)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takeAnAgentByAnyOtherName() {
        assertThat(new AgentId("ann@example.org")).hasToString("ann@example.org");
        assertThat(new AgentId("x".repeat(200)).value()).hasSize(200);
        assertThatThrownBy(() -> new AgentId("x".repeat(201)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a/b"})
    void refuseOtherNamesOfQueuesAndTenants(String name) {
        assertThatThrownBy(() -> new QueueId(name)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new TenantId(name)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ho_1", "ho_00000000000000000000000G"})
    void refuseIdsThatAreNotOurs(String id) {
        assertThatThrownBy(() -> new HandoffId(id)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new LeaseId(id)).isInstanceOf(InvalidValueException.class);
    }
}

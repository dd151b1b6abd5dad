package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.AgentSessionsContract;

class InMemoryAgentSessionsTest implements AgentSessionsContract {
    private final AgentSessions agentSessions = new InMemoryAgentSessions();

    @Override
    public AgentSessions agentSessions() {
        return agentSessions;
    }
}

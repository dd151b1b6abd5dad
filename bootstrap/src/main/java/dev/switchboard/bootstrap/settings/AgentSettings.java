package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The core's settings in `switchboard.agent`.
///
/// @param enabled whether conversations go to agents here when a bot asks for one
/// @param queues the queues of each tenant; new handoffs go to the first one
/// @param offerDeadline how long an agent has to accept an offer
/// @param lease how long an agent keeps a conversation without a sign of life
/// @param heartbeat how often consoles are asked to renew their leases
/// @param goneAfter how long an agent without a console keeps a conversation
/// @param offlineGrace how long an agent without a console stays signed in
/// @param maxChats the greatest number of conversations per agent
/// @param maxConsoles the greatest number of consoles per agent
/// @param contextWindow the greatest age of messages that agents are shown
/// @param contextMessages the greatest number of messages shown at once
/// @param search whether messages can be found by their words
/// @param statsRetention how long the steps of handoffs are kept that figures count
@ConfigurationProperties("switchboard.agent")
public record AgentSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("default") List<String> queues,
        @DefaultValue("30s") Duration offerDeadline,
        @DefaultValue("120s") Duration lease,
        @DefaultValue("30s") Duration heartbeat,
        @DefaultValue("60s") Duration goneAfter,
        @DefaultValue("30s") Duration offlineGrace,
        @DefaultValue("5") int maxChats,
        @DefaultValue("10") int maxConsoles,
        @DefaultValue("24h") Duration contextWindow,
        @DefaultValue("500") int contextMessages,
        @DefaultValue("true") boolean search,
        @DefaultValue("400d") Duration statsRetention) {

    private static final int CONTEXT_BYTES = 1 << 20;
    private static final int MOST_CHATS = 24;
    private static final int MOST_MESSAGES = 900;

    public AgentSettings {
        queues = List.copyOf(queues);
        Positive.require("switchboard.agent.queues", queues.size());
        queues.forEach(QueueId::new);
        Positive.require("switchboard.agent.offer-deadline", offerDeadline);
        Positive.require("switchboard.agent.lease", lease);
        Positive.require("switchboard.agent.gone-after", goneAfter);
        Positive.require("switchboard.agent.offline-grace", offlineGrace);
        Positive.require("switchboard.agent.max-chats", maxChats);
        Positive.require("switchboard.agent.max-consoles", maxConsoles);
        Positive.require("switchboard.agent.context-window", contextWindow);
        Positive.require("switchboard.agent.context-messages", contextMessages);
        Positive.require("switchboard.agent.stats-retention", statsRetention);
        requireAtMost("switchboard.agent.max-chats", maxChats, MOST_CHATS);
        requireAtMost("switchboard.agent.context-messages", contextMessages, MOST_MESSAGES);
    }

    private static void requireAtMost(String property, int number, int most) {
        if (number > most) {
            throw new IllegalArgumentException(property + " must be at most " + most);
        }
    }

    public HandoffSettings forHandoffs() {
        return new HandoffSettings(
                enabled,
                offerDeadline,
                lease,
                heartbeat,
                goneAfter,
                offlineGrace,
                maxChats,
                maxConsoles,
                new ContextWindow(contextWindow, contextMessages, CONTEXT_BYTES),
                queues.stream().map(QueueId::new).toList());
    }
}

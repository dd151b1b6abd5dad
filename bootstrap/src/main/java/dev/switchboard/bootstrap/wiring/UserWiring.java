package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.delivery.PendingLimit;
import dev.switchboard.application.service.delivery.TargetLimiters;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.live.LiveClients;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.SyncReplies;
import dev.switchboard.application.service.message.user.EphemeralEvents;
import dev.switchboard.application.service.message.user.EphemeralEvents.HintMaking;
import dev.switchboard.application.service.message.user.OpenAgentSessions;
import dev.switchboard.application.service.message.user.ReplyCorrelation;
import dev.switchboard.application.service.message.user.ReplyEffects;
import dev.switchboard.application.service.message.user.ReplyJournal;
import dev.switchboard.application.service.message.user.ReplyParts;
import dev.switchboard.application.service.message.user.SystemEvents;
import dev.switchboard.application.service.message.user.UserAdmission;
import dev.switchboard.application.service.message.user.UserMessageSender;
import dev.switchboard.application.service.message.user.UserMessageService;
import dev.switchboard.application.service.message.user.UserMessageWatch;
import dev.switchboard.application.service.message.user.UserReplies;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.bootstrap.settings.DeliverySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// End users' messages to bots and desks, and what those answer.
@Configuration(proxyBeanMethods = false)
class UserWiring {

    @Bean
    OpenAgentSessions openAgentSessions(AgentSessions sessions, Conversations conversations) {
        return new OpenAgentSessions(sessions, conversations);
    }

    @Bean
    UserMessageSender userMessageSender(
            List<Upstream> upstreams,
            OpenAgentSessions agentSessions,
            TargetLimiters gates,
            Timer timer) {
        return new UserMessageSender(
                upstreams.stream().map(Upstream::gateway).toList(), agentSessions, gates, timer);
    }

    @Bean
    UserAdmission userAdmission(
            Ownership ownership,
            LiveClients clients,
            ServeClients serving,
            FollowConversations following,
            PendingLimit limit,
            HandoffCache handoffs) {
        return new UserAdmission(ownership, clients, serving, following, limit, handoffs);
    }

    @Bean
    UserReplies userReplies(
            SyncReplies callers,
            MessageRelay relay,
            UserMessageWatch watch,
            History history,
            ExecutorService workers) {
        return new UserReplies(callers, relay, watch, history, workers);
    }

    @Bean
    SendUserMessage sendUserMessage(
            UserAdmission admission,
            MessageRelay relay,
            ConversationLocks locks,
            UserReplies replies,
            OpenAgentSessions agentSessions,
            HandoffCache handoffs,
            Ids ids,
            Clock clock) {
        return new UserMessageService(
                admission, relay, locks, replies, agentSessions, handoffs, ids, clock);
    }

    @Bean
    PendingLimit pendingLimit(PendingCounts pending, DeliverySettings settings) {
        return new PendingLimit(pending, settings.maxPending());
    }

    @Bean
    RelayEphemeralEvents passHints(
            UserAdmission admission,
            UserMessageSender sender,
            Lanes lanes,
            LiveEvents live,
            HintMaking making) {
        return new EphemeralEvents(admission, sender, lanes, live, making);
    }

    @Bean
    HintMaking hintMaking(Ids ids, Clock clock) {
        return new HintMaking(ids, clock);
    }

    @Bean
    ReplyJournal replyJournal(
            MessageRelay relay,
            ConversationLocks locks,
            History history,
            ReplyEffects effects,
            Ids ids,
            Clock clock) {
        return new ReplyJournal(
                relay, locks, new ReplyCorrelation(relay, history), effects, ids, clock);
    }

    @Bean
    ReplyEffects replyEffects(
            OpenAgentSessions agentSessions,
            UserMessageWatch watch,
            SystemEvents events,
            AgentRequests agentRequests) {
        return new ReplyEffects(agentSessions, watch, events, agentRequests);
    }

    @Bean
    ReplyParts replyParts(
            ReplyJournal journal,
            WaitingParts waiting,
            ConversationLocks locks,
            Later later,
            Clock clock,
            List<Upstream> upstreams) {
        Map<String, Duration> longest = new HashMap<>();
        for (Upstream upstream : upstreams) {
            Duration part = upstream.waits().part();
            if (part != null) {
                longest.put(upstream.name(), part);
            }
        }
        return new ReplyParts(journal, waiting, locks, later, clock, longest);
    }
}

package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.chat.ChatOpener;
import dev.switchboard.application.service.chat.ChatReader;
import dev.switchboard.application.service.chat.ChatRecord;
import dev.switchboard.application.service.chat.ChatSteps;
import dev.switchboard.application.service.chat.ChatUpkeep;
import dev.switchboard.application.service.chat.DeskEvents;
import dev.switchboard.application.service.chat.DeskSender;
import dev.switchboard.application.service.chat.IdentityLinks;
import dev.switchboard.application.service.chat.Receipts;
import dev.switchboard.application.service.chat.TypingRelay;
import dev.switchboard.application.service.chat.UserMessages;
import dev.switchboard.application.service.chat.WebhookRegistration;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.DirectCalls;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.user.UserMessageSender;
import dev.switchboard.application.service.time.Later;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Users whom bots outside hand over to people.
@Configuration(proxyBeanMethods = false)
class ChatWiring {

    @Bean
    ChatRecord chatRecord(MessageRelay relay, List<Upstream> upstreams, Ids ids, Clock clock) {
        return new ChatRecord(relay, chats(upstreams), ids, clock);
    }

    /// What is for desks outside.
    @Bean
    DeskSender deskSender(
            ObjectProvider<AgentDesk> outside,
            Chats chats,
            ChatReader reader,
            ObjectProvider<ChatRecord> record,
            ConversationLocks locks,
            UserMessageSender others,
            Clock clock) {
        return new DeskSender(
                outside.stream().toList(), chats, reader, record::getObject, locks, others, clock);
    }

    private static Map<String, Upstream.Chats> chats(List<Upstream> upstreams) {
        Map<String, Upstream.Chats> all = new HashMap<>();
        for (Upstream upstream : upstreams) {
            Upstream.Chats chats = upstream.chats();
            if (chats != null) {
                all.put(upstream.name(), chats);
            }
        }
        return all;
    }

    @Bean
    ChatSteps chatSteps(
            Chats chats,
            AgentRequests agentRequests,
            ObjectProvider<AgentDesk> outside,
            ChatRecord record,
            MessageRelay relay,
            ConversationLocks locks,
            Backlog backlog,
            Later later,
            Clock clock) {
        return new ChatSteps(
                chats,
                ChatSteps.desks(agentRequests, chats, outside.stream().toList()),
                record,
                relay,
                locks,
                backlog,
                later,
                clock);
    }

    @Bean
    OpenChats connectUsers(
            Chats chats,
            Conversations conversations,
            ChatSteps steps,
            ChatRecord record,
            ConversationLocks locks,
            DirectCalls calls,
            Ids ids,
            Clock clock) {
        return new ChatOpener(chats, conversations, steps, record, locks, calls, ids, clock);
    }

    @Bean
    ReceiveDeskEvents hearDesk(
            Chats chats,
            ChatSteps steps,
            ChatRecord record,
            Receipts receipts,
            ConversationLocks locks,
            LiveEvents live,
            Clock clock) {
        return new DeskEvents(chats, steps, record, receipts, locks, live, clock);
    }

    @Bean
    TypingRelay typingRelay(
            Chats chats,
            ChatReader reader,
            List<Upstream> upstreams,
            LiveEvents live,
            Later later) {
        return new TypingRelay(
                chats, reader, upstreams.stream().map(Upstream::gateway).toList(), live, later);
    }

    @Bean
    ReceiveUserMessages hearUsers(
            Chats chats,
            ChatSteps steps,
            ChatRecord record,
            HandoffCache handoffs,
            ConversationLocks locks,
            ChatReader reader) {
        return new UserMessages(chats, steps, record, handoffs, locks, reader);
    }

    @Bean
    Receipts receipts(
            History history,
            Journal journal,
            ConversationLocks locks,
            LiveEvents live,
            RelayTelemetry telemetry,
            Clock clock) {
        return new Receipts(history, journal, locks, live, telemetry, clock);
    }

    @Bean
    ChatReader chatReader(
            Chats chats,
            Conversations conversations,
            History history,
            ObjectProvider<AgentDesk> outside,
            Clock clock) {
        return new ChatReader(chats, conversations, history, outside.stream().toList(), clock);
    }

    @Bean
    LinkIdentities knowUsers(UserNames names, Conversations conversations, Chats chats) {
        return new IdentityLinks(names, conversations, chats);
    }

    @Bean
    RegisterWebhooks registerWebhooks(PlatformWebhooks webhooks) {
        return new WebhookRegistration(webhooks);
    }

    @Bean
    ChatUpkeep chatUpkeep(
            Chats chats,
            ChatSteps steps,
            ChatRecord record,
            Handoffs handoffs,
            Conversations conversations,
            ConversationLocks locks,
            ExecutorService workers,
            Clock clock,
            HandoffModule handoffModule) {
        ChatUpkeep upkeep =
                new ChatUpkeep(
                        chats, steps, record, handoffs, conversations, locks, workers, clock);
        handoffModule.listen(upkeep::stepped);
        return upkeep;
    }
}

package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.application.service.chat.ChatSteps;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.message.user.ReplyParts;
import dev.switchboard.application.service.people.AuditChapter;
import dev.switchboard.application.service.people.ChatChapter;
import dev.switchboard.application.service.people.ChatErasure;
import dev.switchboard.application.service.people.ErasureRequests;
import dev.switchboard.application.service.people.MessageChapter;
import dev.switchboard.application.service.people.MessageErasure;
import dev.switchboard.application.service.people.NameChapter;
import dev.switchboard.application.service.people.PersonErasure;
import dev.switchboard.application.service.people.PersonExport;
import dev.switchboard.application.service.people.PersonSearch;
import dev.switchboard.application.service.people.SentFiles;
import dev.switchboard.application.service.people.SessionChapter;
import dev.switchboard.application.service.people.SessionErasure;
import dev.switchboard.application.service.people.StaffChapter;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is kept of people: shown to them, and erased.
@Configuration(proxyBeanMethods = false)
class PeopleWiring {

    @Bean
    PersonSearch personSearch(
            Conversations conversations, Claims claims, UserNames names, Accounts accounts) {
        return new PersonSearch(conversations, claims, names, accounts);
    }

    @Bean
    SentFiles sentFiles(MediaFiles files) {
        return new SentFiles(files);
    }

    @Bean
    MessageChapter messageChapter(History history, SentFiles files) {
        return new MessageChapter(history, files);
    }

    @Bean
    ChatChapter chatChapter(Chats chats, Handoffs handoffs, DeskSessions desks) {
        return new ChatChapter(chats, handoffs, desks);
    }

    @Bean
    SessionChapter sessionChapter(
            Claims claims, ClientSessions sessions, AgentSessions agents, WaitingParts parts) {
        return new SessionChapter(claims, sessions, agents, parts);
    }

    @Bean
    StaffChapter staffChapter(PersonSearch search, Organisations organisations) {
        return new StaffChapter(search, organisations);
    }

    @Bean
    ShowPeople showPeople(
            PersonSearch search,
            MessageChapter messages,
            ChatChapter chats,
            SessionChapter sessions,
            StaffChapter staff,
            AuditLog audit) {
        return new PersonExport(
                search,
                List.of(
                        new NameChapter(),
                        messages,
                        chats,
                        sessions,
                        staff,
                        new AuditChapter(audit)));
    }

    @Bean
    MessageErasure messageErasure(
            History history,
            Eraser eraser,
            MediaFiles files,
            Lanes lanes,
            ConversationLocks locks,
            ReplyParts parts,
            Clock clock) {
        return new MessageErasure(history, eraser, files, lanes, locks, parts, clock);
    }

    @Bean
    ChatErasure chatErasure(
            Chats chats,
            Handoffs handoffs,
            EndedDeskSessions desks,
            ChatSteps steps,
            AgentRequests agentRequests,
            ConversationLocks locks) {
        return new ChatErasure(chats, handoffs, desks, steps, agentRequests, locks);
    }

    @Bean
    SessionErasure sessionErasure(
            Claims claims, UserNames names, ClientSessions sessions, Conversations conversations) {
        return new SessionErasure(claims, names, sessions, conversations);
    }

    @Bean
    PersonErasure personErasure(
            Erasures erasures,
            MessageErasure messages,
            ChatErasure chats,
            SessionErasure sessions,
            Eraser eraser,
            KeepAudit audit,
            Clock clock) {
        return new PersonErasure(erasures, messages, chats, sessions, eraser, audit, clock);
    }

    @Bean
    ErasePeople erasePeople(PersonSearch search, Erasures erasures, Ids ids, Clock clock) {
        return new ErasureRequests(search, erasures, ids, clock);
    }
}

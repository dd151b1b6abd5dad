package dev.switchboard.scenario.live;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.application.service.people.PeopleModule;
import org.springframework.beans.factory.BeanFactory;

/// The stores of one hub, beside that of its messages.
record LiveStores(
        PeopleModule.Stores people,
        Handoffs handoffs,
        CountedSteps counted,
        LabelLists labels,
        Goals goals,
        MessageIndex index) {

    /// Those of a real store.
    static LiveStores of(BeanFactory store) {
        return new LiveStores(
                new PeopleModule.Stores(
                        store.getBean(Claims.class),
                        store.getBean(ClientSessions.class),
                        store.getBean(AgentSessions.class),
                        store.getBean(WaitingParts.class),
                        store.getBean(Chats.class),
                        store.getBean(Drafts.class),
                        store.getBean(UserNames.class),
                        store.getBean(DeskSessions.class),
                        store.getBean(EndedDeskSessions.class),
                        store.getBean(MediaFiles.class),
                        store.getBean(Accounts.class),
                        store.getBean(Organisations.class),
                        store.getBean(AuditLog.class),
                        store.getBean(Eraser.class),
                        store.getBean(Erasures.class)),
                store.getBean(Handoffs.class),
                store.getBean(CountedSteps.class),
                store.getBean(LabelLists.class),
                store.getBean(Goals.class),
                store.getBean(MessageIndex.class));
    }

    Claims claims() {
        return people.claims();
    }

    Chats chats() {
        return people.chats();
    }

    Drafts drafts() {
        return people.drafts();
    }
}

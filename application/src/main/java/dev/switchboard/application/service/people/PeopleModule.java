package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.EraseConversations;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Drafts;
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
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.application.service.chat.ChatModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.message.RelayModule;
import dev.switchboard.application.service.message.user.UserModule;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The services that export and erase people's data.
public record PeopleModule(ShowPeople show, ErasePeople erase, PersonErasure erasure) {

    /// The interval of [#goOn].
    public static final Duration GO_ON_EVERY = Duration.ofSeconds(5);

    /// The stores with people's data, besides messages and handoffs.
    public record Stores(
            Claims claims,
            ClientSessions sessions,
            AgentSessions agentSessions,
            WaitingParts parts,
            Chats chats,
            Drafts drafts,
            UserNames names,
            DeskSessions deskSessions,
            EndedDeskSessions endedDeskSessions,
            MediaFiles files,
            Accounts accounts,
            Organisations organisations,
            AuditLog audit,
            Eraser eraser,
            Erasures erasures) {}

    /// @param words takes erased words of a conversation out of all that was made of them
    /// @param audit records the erasures
    public static PeopleModule of(
            Node node,
            PeerModule peers,
            RelayModule relays,
            HandoffModule handoffs,
            UserModule users,
            ChatModule chats,
            Stores stores,
            Consumer<ConversationId> words,
            KeepAudit audit) {
        Conversations conversations = node.store().conversations();
        History history = node.store().history();
        Clock clock = node.clock();
        PersonSearch search =
                new PersonSearch(conversations, stores.claims(), stores.names(), stores.accounts());
        List<Chapter> chapters =
                List.of(
                        new NameChapter(),
                        new MessageChapter(history, new SentFiles(stores.files())),
                        new ChatChapter(
                                stores.chats(),
                                handoffs.store(),
                                stores.deskSessions(),
                                stores.drafts()),
                        new SessionChapter(
                                stores.claims(),
                                stores.sessions(),
                                stores.agentSessions(),
                                stores.parts()),
                        new StaffChapter(search, stores.organisations()),
                        new AuditChapter(stores.audit()));
        SessionErasure sessions =
                new SessionErasure(
                        stores.claims(), stores.names(), stores.sessions(), conversations);
        EraseConversations owned =
                new ConversationErasure(
                        new MessageErasure(
                                history,
                                stores.eraser(),
                                stores.files(),
                                relays.delivery().lanes(),
                                node.locks(),
                                users::forgetParts,
                                clock),
                        new ChatErasure(
                                stores.chats(),
                                handoffs.store(),
                                stores.drafts(),
                                stores.endedDeskSessions(),
                                chats::end,
                                handoffs.requests(),
                                node.locks()),
                        sessions,
                        words);
        PersonErasure erasure =
                new PersonErasure(
                        stores.erasures(),
                        peers.forwarded(EraseConversations.class, owned),
                        sessions,
                        stores.eraser(),
                        audit,
                        clock);
        return new PeopleModule(
                new PersonExport(search, chapters),
                new ErasureRequests(search, stores.erasures(), node.ids(), clock),
                erasure);
    }

    /// Goes on with erasures, also with those that an earlier process began.
    public void goOn() {
        erasure.goOn();
    }

    /// The number of running erasures, as it was last seen.
    public int running() {
        return erasure.count();
    }

    /// The number of erasures that this hub has finished since its start.
    public long finished() {
        return erasure.finished();
    }
}

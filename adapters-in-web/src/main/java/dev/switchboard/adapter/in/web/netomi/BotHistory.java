package dev.switchboard.adapter.in.web.netomi;

import static java.util.Comparator.comparing;

import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.AgentsRead;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.EndUsers;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnPage;
import dev.switchboard.application.port.in.conversation.ReadRecent;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conversations with the bot, as far as a caller may read them: admins and supervisors read
/// all, agents what their console would show them, end users their own. The conversations are the
/// default tenant's: supervisors of another one read no more of them than its agents do.
final class BotHistory {

    static final OwnPage NOTHING = new OwnPage(0, List.of(), null);

    private static final int OWN_MESSAGES = 100;
    private static final Comparator<Conversation> LATEST_FIRST =
            comparing(Conversation::lastActivityAt)
                    .reversed()
                    .thenComparing(conversation -> conversation.id().value());

    private final ReadRecent recent;
    private final ReadConversations conversations;
    private final ReadAsAgent agents;
    private final FindTenants tenants;
    private final ReadOwnConversation own;
    private final EndUsers endUsers;

    /// Whether agents read like supervisors.
    private final boolean agentsReadAll;

    BotHistory(
            ReadRecent recent,
            ReadConversations conversations,
            ReadAsAgent agents,
            FindTenants tenants,
            ReadOwnConversation own,
            EndUsers endUsers,
            NetomiWebProperties properties) {
        this.recent = recent;
        this.conversations = conversations;
        this.agents = agents;
        this.tenants = tenants;
        this.own = own;
        this.endUsers = endUsers;
        this.agentsReadAll = properties.agentsRead() == AgentsRead.ALL;
    }

    /// Whether the caller has a role that reads others' messages.
    static boolean readsForOthers(HttpServletRequest request) {
        return Callers.is(Role.AGENT, request)
                || Callers.is(Role.SUPERVISOR, request)
                || Callers.is(Role.ADMIN, request);
    }

    private boolean readsAll(HttpServletRequest request) {
        boolean supervises =
                Callers.is(Role.SUPERVISOR, request)
                        || (agentsReadAll && Callers.is(Role.AGENT, request));
        return Callers.is(Role.ADMIN, request)
                || (supervises && Callers.tenant(tenants, request).equals(TenantId.DEFAULT));
    }

    /// Returns the name of a caller with a role.
    static String nameOf(HttpServletRequest request) {
        return Objects.requireNonNull(request.getUserPrincipal()).getName();
    }

    private Agent agent(HttpServletRequest request) {
        return new Agent(Callers.tenant(tenants, request), new AgentId(nameOf(request)));
    }

    private Stream<ConversationId> readable(Agent agent) {
        return agents.readable(agent).stream().filter(id -> RelayBot.NAME.equals(id.origin()));
    }

    /// Returns the bot's last messages, newest first.
    List<Message> callbacks(HttpServletRequest request, int limit) {
        if (readsAll(request)) {
            return recent.botMessages(RelayBot.NAME, limit);
        }
        Agent agent = agent(request);
        return readable(agent)
                .flatMap(conversation -> agents.read(agent, conversation).stream())
                .flatMap(shown -> shown.said().stream())
                .filter(message -> message.author().party() == Party.BOT)
                .sorted(comparing(Message::at).reversed())
                .limit(limit)
                .toList();
    }

    /// The conversation with the latest activity comes first.
    ReadRecent.Page conversations(
            HttpServletRequest request, @Nullable ListPosition before, int limit) {
        if (readsAll(request)) {
            return recent.conversations(RelayBot.NAME, before, limit);
        }
        List<Conversation> left =
                readable(agent(request))
                        .flatMap(id -> conversations.find(id).stream())
                        .sorted(LATEST_FIRST)
                        .filter(conversation -> before == null || isBehind(conversation, before))
                        .toList();
        List<Conversation> page = left.stream().limit(limit).toList();
        boolean last = page.size() == left.size();
        return new ReadRecent.Page(page, last ? null : placeOf(page.getLast()));
    }

    private static boolean isBehind(Conversation conversation, ListPosition before) {
        int order = before.lastActivityAt().compareTo(conversation.lastActivityAt());
        return order > 0
                || (order == 0 && conversation.id().value().compareTo(before.id().value()) > 0);
    }

    private static ListPosition placeOf(Conversation conversation) {
        return new ListPosition(conversation.lastActivityAt(), conversation.id());
    }

    /// By ascending `seq`. A conversation that the caller may not see is treated as unknown.
    OwnPage messages(
            HttpServletRequest request, ConversationId conversation, long after, int limit) {
        Optional<OwnPage> page;
        if (readsAll(request)) {
            page = whole(conversation, after, limit);
        } else if (readsForOthers(request)) {
            page = shownTo(agent(request), conversation, after, limit);
        } else {
            int most = Math.min(limit, OWN_MESSAGES);
            page = own.read(endUsers.reader(request), conversation, after, most);
        }
        return page.orElse(NOTHING);
    }

    private Optional<OwnPage> whole(ConversationId conversation, long after, int limit) {
        long count = conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
        return conversations
                .messages(conversation, after, limit)
                .map(page ->
                        new OwnPage(
                                count,
                                plain(page.messages().stream().map(Recorded::message)),
                                page.next()));
    }

    private Optional<OwnPage> shownTo(
            Agent agent, ConversationId conversation, long after, int limit) {
        return agents.read(agent, conversation)
                .map(shown -> {
                    List<Message> behind =
                            shown.said().stream().filter(message -> message.seq() > after).toList();
                    List<Message> page = behind.stream().limit(limit).toList();
                    boolean last = page.size() == behind.size();
                    return new OwnPage(
                            shown.messages().size(),
                            plain(page.stream()),
                            last ? null : page.getLast().seq());
                });
    }

    private static List<OwnMessage> plain(Stream<Message> messages) {
        return messages.filter(message -> !message.content().isForAgents())
                .map(message -> new OwnMessage(message, null))
                .toList();
    }
}

package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import java.util.Optional;

/// The desk of the hub's own agents, where a chat is a handoff. It is sent no messages, because
/// consoles follow the journal themselves. It reports no events: [ChatUpkeep] watches the handoff
/// instead.
final class OwnDesk implements AgentDesk {

    static final String NAME = "console";

    private final AgentRequests agentRequests;
    private final Chats chats;

    OwnDesk(AgentRequests agentRequests, Chats chats) {
        this.agentRequests = agentRequests;
        this.chats = chats;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Opening open(Request request) {
        Optional<Chat> chat = find(request.chat());
        if (chat.isEmpty() || !agentRequests.enabled()) {
            return new Opening.Unavailable(ChatSteps.LATER);
        }
        agentRequests.ask(request(chat.get()));
        return new Opening.Opened(true);
    }

    private Optional<Chat> find(DeskRef ref) {
        return chats.find(ref.id());
    }

    private static AgentRequest request(Chat chat) {
        Chat.Request request = chat.request();
        return new AgentRequest(
                chat.conversation(),
                request.provider(),
                ChatJournal.user(chat),
                new Handoff.Customer(request.userId(), request.name(), attributes(request)),
                "bot_asks");
    }

    private static Content attributes(Chat.Request request) {
        StringBuilder json = new StringBuilder("{\"email\":");
        JsonValues.quote(request.email(), json);
        JsonValues.quote(request.phoneNumber(), json.append(",\"phoneNumber\":"));
        json.append(",\"extraData\":").append(request.extraData().text());
        JsonValues.quote(request.flow(), json.append(",\"sourceFlow\":"));
        JsonValues.quote(request.subject(), json.append(",\"subject\":"));
        JsonValues.quote(request.botId(), json.append(",\"botId\":"));
        return new Content(json.append('}').toString());
    }

    @Override
    public SendOutcome send(DeskRef chat, DeskMessage said) {
        throw new UnsupportedOperationException("Feeds push messages to consoles");
    }

    @Override
    public SendOutcome end(DeskRef chat) {
        find(chat).ifPresent(over -> agentRequests.leave(over.conversation()));
        return new SendOutcome.Called(new UpstreamReply.Accepted(200, null));
    }

    @Override
    public void abandon(DeskRef chat, TenantId tenant) {
        end(chat);
    }

    @Override
    public Load load() {
        return Load.NONE;
    }

    @Override
    public Optional<SessionView> view(DeskRef chat) {
        return Optional.empty();
    }
}

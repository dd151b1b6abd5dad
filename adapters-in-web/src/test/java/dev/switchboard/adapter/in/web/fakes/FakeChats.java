package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.chat.HearReceipts;
import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.chat.RegisterWebhooks;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Chats with the state that a test sets, and a record of the reported messages.
public final class FakeChats
        implements OpenChats,
                ReceiveUserMessages,
                HearReceipts,
                LinkIdentities,
                ReadChats,
                RegisterWebhooks {

    public static final Connected DONE =
            new Connected.Done(new ChatId("00000000-0000-4000-8000-000000000001"));

    public final List<Command> asked = new CopyOnWriteArrayList<>();
    public final List<InboundMessage> heard = new CopyOnWriteArrayList<>();
    public final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    public final List<ConversationId> finished = new CopyOnWriteArrayList<>();
    public final List<ConversationId> read = new CopyOnWriteArrayList<>();
    public final List<IdentityReport> told = new CopyOnWriteArrayList<>();
    public final List<UserIdentity> known = new CopyOnWriteArrayList<>();
    public final List<String> registeredFor = new CopyOnWriteArrayList<>();
    public volatile Connected connected = DONE;
    public volatile Finished end = Finished.DONE;
    public volatile Optional<Shown> newest = Optional.empty();
    public volatile Outcome registered = Outcome.DONE;

    private final Clock clock;

    public FakeChats(Clock clock) {
        this.clock = clock;
    }

    public void reset() {
        asked.clear();
        heard.clear();
        receipts.clear();
        finished.clear();
        read.clear();
        told.clear();
        known.clear();
        registeredFor.clear();
        connected = DONE;
        end = Finished.DONE;
        newest = Optional.empty();
        registered = Outcome.DONE;
    }

    @Override
    public Connected connect(Command command) {
        asked.add(command);
        return connected;
    }

    @Override
    public Finished finish(ConversationId conversation) {
        finished.add(conversation);
        return end;
    }

    @Override
    public void hear(List<InboundMessage> all) {
        heard.addAll(all);
    }

    @Override
    public void hearOf(List<Receipt> all) {
        receipts.addAll(all);
    }

    /// Returns only the names that it [knows][#known].
    @Override
    public Map<ConversationId, ConversationId> learn(List<IdentityReport> all) {
        told.addAll(all);
        Map<ConversationId, ConversationId> leads = new HashMap<>();
        all.stream()
                .flatMap(each -> each.names().stream())
                .forEach(name -> leads.put(name, find(name).conversation()));
        return leads;
    }

    @Override
    public UserIdentity find(ConversationId name) {
        return known.stream()
                .filter(user -> user.names().contains(name))
                .findFirst()
                .orElse(UserIdentity.of(name));
    }

    @Override
    public Optional<Shown> newest(ConversationId conversation) {
        read.add(conversation);
        return newest.filter(shown -> shown.chat().conversation().equals(conversation));
    }

    /// All reported messages of the conversation.
    @Override
    public List<Message> context(ConversationId conversation) {
        read.add(conversation);
        return heard.stream()
                .filter(each -> each.conversation().equals(conversation))
                .map(each ->
                        new Message(
                                new MessageId("msg_00000000000000000000000000000001"),
                                conversation,
                                1,
                                new Author(each.by(), "somebody"),
                                each.content(),
                                null,
                                null,
                                clock.instant()))
                .toList();
    }

    @Override
    public Outcome register(String client, String platform) {
        registeredFor.add(client + "/" + platform);
        return registered;
    }

    @Override
    public Outcome remove(String client, String platform) {
        registeredFor.add(client + "/" + platform);
        return registered;
    }
}

package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ConnectUsers;
import dev.switchboard.application.port.in.handoff.AskForAgent.Asked;
import dev.switchboard.application.port.in.handoff.AskForAgent.Question;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.Chats.Changed;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.Upstream.Notice;
import dev.switchboard.application.service.handoff.Asking;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Opens chats at the desk of our own agents, one at a time for each user. Whatever asks for the
/// same comes after what asked first, and is told the same.
public final class Connecting implements ConnectUsers {

    /// The desk of our own agents.
    public static final String CONSOLE = "console";

    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50;

    private final Chats chats;
    private final ChatSteps steps;
    private final ChatRecord record;
    private final Asking asking;
    private final MessageRelay relay;
    private final Ids ids;
    private final Clock clock;

    public Connecting(
            Chats chats,
            ChatSteps steps,
            ChatRecord record,
            Asking asking,
            MessageRelay relay,
            Ids ids,
            Clock clock) {
        this.chats = chats;
        this.steps = steps;
        this.record = record;
        this.asking = asking;
        this.relay = relay;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Connected connect(Command command) {
        return relay.together(command.conversation(), () -> connectInTurn(command));
    }

    private Connected connectInTurn(Command command) {
        for (; ; ) {
            Instant now = clock.instant();
            List<Chat> earlier = chats.newest(command.conversation(), REMEMBERED);
            Optional<Chat> same =
                    earlier.stream()
                            .filter(chat -> command.request().once().repeats(chat, now))
                            .findFirst();
            if (same.isPresent()) {
                return opened(same.get());
            }
            long last = earlier.isEmpty() ? 0 : earlier.getFirst().number();
            if (last > 0 && earlier.getFirst().state().live()) {
                return new Connected.HasOne();
            }
            if (command.blocked()) {
                record.kept(command.conversation(), command.request());
                return new Connected.Blocked();
            }
            String desk = command.desk();
            if (desk == null) {
                return new Connected.NoRoute();
            }
            if (!desk.equals(CONSOLE) || !asking.enabled()) {
                return new Connected.DeskAway(LATER);
            }
            // what an earlier chat left would be taken for this one's
            asking.leave(command.conversation());
            Chat chat =
                    Chat.begin(
                            new ChatId(ids.uuid()),
                            command.conversation(),
                            last + 1,
                            command.request(),
                            desk,
                            now);
            if (chats.begin(chat) instanceof Changed.Done) {
                return opened(chat);
            }
        }
    }

    /// Goes on where a crash left it, if it did.
    private Connected opened(Chat chat) {
        if (chat.state() == Chat.State.CREATING) {
            Asked asked = asking.ask(question(chat));
            Optional<Chat> held = chat.opened(asked.id().value(), clock.instant());
            if (held.isPresent() && steps.take(chat, held.get())) {
                record.tell(held.get(), Notice.WAIT_AGENT, "wait");
            }
        }
        return new Connected.Done(chat.id());
    }

    private static Question question(Chat chat) {
        Chat.Request request = chat.request();
        return new Question(
                chat.conversation(),
                request.tenant(),
                request.provider(),
                ChatRecord.user(chat.conversation(), request.provider()),
                new Customer(request.userId(), request.name(), attributes(request)),
                "bot_asks");
    }

    private static Content.Json attributes(Chat.Request request) {
        StringBuilder json = new StringBuilder("{\"email\":");
        JsonValues.quote(request.email(), json);
        JsonValues.quote(request.phoneNumber(), json.append(",\"phoneNumber\":"));
        json.append(",\"extraData\":").append(request.extraData().text());
        JsonValues.quote(request.flow(), json.append(",\"sourceFlow\":"));
        JsonValues.quote(request.subject(), json.append(",\"subject\":"));
        JsonValues.quote(request.botId(), json.append(",\"botId\":"));
        return new Content.Json(json.append('}').toString());
    }

    @Override
    public Finished finish(ConversationId conversation) {
        return relay.together(
                conversation,
                () -> {
                    for (; ; ) {
                        List<Chat> newest = chats.newest(conversation, 1);
                        if (newest.isEmpty()) {
                            return Finished.NEVER_HAD_ONE;
                        }
                        if (!newest.getFirst().state().live()) {
                            return Finished.HAS_NONE;
                        }
                        if (steps.end(newest.getFirst(), EndReason.FINISHED)) {
                            return Finished.DONE;
                        }
                    }
                });
    }
}

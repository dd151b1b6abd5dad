package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.HearUsers;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.handoff.LiveHandoffs;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Puts into the journal what platforms tell of their users. Whether people have the user is looked
/// at in the turn in which it is stored.
public final class Hearing implements HearUsers {

    private final Chats chats;
    private final ChatSteps steps;
    private final ChatRecord record;
    private final LiveHandoffs handoffs;
    private final MessageRelay relay;
    private final ChatReader reader;
    private final Ids ids;
    private final Clock clock;

    public Hearing(
            Chats chats,
            ChatSteps steps,
            ChatRecord record,
            LiveHandoffs handoffs,
            MessageRelay relay,
            ChatReader reader,
            Ids ids,
            Clock clock) {
        this.chats = chats;
        this.steps = steps;
        this.record = record;
        this.handoffs = handoffs;
        this.relay = relay;
        this.reader = reader;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void hear(List<Heard> all) {
        for (Heard heard : all) {
            relay.together(
                    heard.conversation(),
                    () -> {
                        if (!heard.echo() || !reader.wasSaidByUs(heard)) {
                            hear(heard);
                        }
                        return heard;
                    });
        }
    }

    private void hear(Heard heard) {
        ConversationId conversation = heard.conversation();
        boolean callsBot = callsBot(heard);
        Target bot = ChatRecord.bot(conversation);
        boolean toPeople =
                heard.by() == Party.USER
                        && !callsBot
                        && !handoffs.answering(conversation, bot).equals(bot);
        Instant now = clock.instant();
        Appended appended =
                relay.relay(
                                new Entry(
                                        ids.messageId(),
                                        conversation,
                                        author(heard),
                                        heard.content(),
                                        null,
                                        null,
                                        new IdempotencyKey(
                                                "platform:" + heard.source(),
                                                heard.id(),
                                                "",
                                                now.plus(IdempotencyKey.LIFE)),
                                        toPeople
                                                ? List.of(Delivery.owed(Target.CONSOLES, now))
                                                : List.of(),
                                        now))
                        .appended();
        if (callsBot && appended instanceof Appended.Stored) {
            chats.newest(conversation, 1).stream()
                    .filter(chat -> chat.state().live())
                    .forEach(chat -> steps.end(chat, EndReason.KEYWORD));
        }
    }

    private static Author author(Heard heard) {
        String name = heard.conversation().externalId();
        return heard.by() == Party.USER
                ? new Author(Party.USER, name)
                : new Author(Party.BOT, heard.conversation().origin());
    }

    private boolean callsBot(Heard heard) {
        Set<String> keywords = record.rules(heard.conversation()).keywords();
        return heard.by() == Party.USER
                && !keywords.isEmpty()
                && keywords.contains(heard.text().strip().toLowerCase(Locale.ROOT))
                && chats.newest(heard.conversation(), 1).stream()
                        .map(Chat::state)
                        .anyMatch(Chat.State::live);
    }
}

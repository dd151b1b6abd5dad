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
import java.util.Optional;

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
        Optional<Chat> chat =
                chats.newest(conversation, 1).stream()
                        .filter(newest -> heard.by() == Party.USER && newest.state().live())
                        .findFirst();
        boolean callsBot = chat.isPresent() && isKeyword(heard);
        Optional<Target> people = callsBot ? Optional.empty() : chat.flatMap(this::people);
        Instant now = clock.instant();
        Entry entry =
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
                        people.stream()
                                .<Delivery>map(target -> Delivery.owed(target, now))
                                .toList(),
                        now);
        if (relay.relay(entry).appended() instanceof Appended.Stored && callsBot) {
            chat.ifPresent(live -> steps.end(live, EndReason.KEYWORD));
        }
    }

    /// Who is to hear what the user of a live chat says. At our own desk that is known from the
    /// handoff, which is ahead of its chat.
    private Optional<Target> people(Chat live) {
        if (!ChatSteps.isOwn(live)) {
            return Optional.of(ChatRecord.desk(live));
        }
        Target bot = ChatRecord.bot(live.conversation());
        return Optional.of(handoffs.answering(live.conversation(), bot))
                .filter(target -> !target.equals(bot));
    }

    private static Author author(Heard heard) {
        String name = heard.conversation().externalId();
        return heard.by() == Party.USER
                ? new Author(Party.USER, name)
                : new Author(Party.BOT, heard.conversation().origin());
    }

    private boolean isKeyword(Heard heard) {
        return record.rules(heard.conversation())
                .keywords()
                .contains(heard.text().strip().toLowerCase(Locale.ROOT));
    }
}

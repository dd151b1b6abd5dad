package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Journals what platforms report of their users. Whether people have the user is checked under the
/// same lock under which the message is stored.
final class PlatformMessages implements ReceiveUserMessages {

    private final Chats chats;
    private final ChatSteps steps;
    private final ChatJournal journal;
    private final HandoffCache handoffs;
    private final ConversationLocks locks;
    private final ChatReader reader;
    private final OwnEchoes echoes;

    PlatformMessages(
            Chats chats,
            ChatSteps steps,
            ChatJournal journal,
            HandoffCache handoffs,
            ConversationLocks locks,
            ChatReader reader,
            OwnEchoes echoes) {
        this.chats = chats;
        this.steps = steps;
        this.journal = journal;
        this.handoffs = handoffs;
        this.locks = locks;
        this.reader = reader;
        this.echoes = echoes;
    }

    @Override
    public void hear(List<InboundMessage> all) {
        for (InboundMessage heard : all) {
            locks.withLock(
                    heard.conversation(),
                    () -> {
                        if (!heard.echo() || !echoes.has(heard)) {
                            hear(heard);
                        }
                    });
        }
    }

    private void hear(InboundMessage heard) {
        ConversationId conversation = heard.conversation();
        Optional<Chat> chat =
                chats.newest(conversation, 1).stream()
                        .filter(newest -> heard.by() == Party.USER && newest.state().live())
                        .findFirst();
        boolean callsBot = chat.isPresent() && isKeyword(heard);
        Optional<Target> people = callsBot ? Optional.empty() : chat.flatMap(this::people);
        MessageId message = journal.appendFromPlatform(heard, people.orElse(null));
        if (callsBot) {
            // a repeat ends the chat too: the first time may have been cut off behind its message
            chat.filter(live -> reader.isBehindStart(live, message))
                    .ifPresent(live -> steps.end(live, EndReason.KEYWORD));
        }
    }

    /// Returns the target of the user's messages in a live chat. At the hub's own desk the handoff
    /// decides, because it is ahead of its chat.
    private Optional<Target> people(Chat live) {
        if (!ChatSteps.isOwn(live)) {
            return Optional.of(ChatJournal.desk(live));
        }
        Target bot = ChatJournal.bot(live.conversation());
        return Optional.of(handoffs.answering(live.conversation(), bot))
                .filter(target -> !target.equals(bot));
    }

    private boolean isKeyword(InboundMessage heard) {
        return journal.rules(heard.conversation())
                .keywords()
                .contains(heard.text().strip().toLowerCase(Locale.ROOT));
    }
}

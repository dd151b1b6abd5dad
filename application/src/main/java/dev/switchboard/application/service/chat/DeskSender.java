package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.AgentDesk.DeskMessage;
import dev.switchboard.application.port.out.upstream.MessageRenderer;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.UserFiles.Described;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sends users' messages to the external desks that have their chats. They wait in their lane until
/// an agent has joined: first what was said before the chat, then what the user wrote while
/// waiting, then the rest, and finally the news that the user has left.
final class DeskSender implements MessageSender {

    private static final Duration LOOK = Duration.ofMinutes(1);

    /// The time after a chat's end in which its earlier messages may still arrive.
    private static final Duration BELATED = Duration.ofMinutes(5);

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");
    private static final int REMEMBERED = 50;
    private static final int MOST = 500;

    /// A desk takes about fifty parts of it, which takes minutes while the user waits.
    private static final int LONGEST = 200_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss", Locale.ROOT);

    private final Map<String, AgentDesk> desks;
    private final Chats chats;
    private final ChatReader reader;
    private final ChatJournal journal;
    private final MessageSender others;
    private final FileTransfers files;
    private final Clock clock;

    /// @param others sends to desks that keep no chats of their own
    DeskSender(
            List<AgentDesk> desks,
            Chats chats,
            ChatReader reader,
            ChatJournal journal,
            ConversationLocks locks,
            MessageSender others,
            Clock clock) {
        this.desks = desks.stream().collect(Collectors.toMap(AgentDesk::name, desk -> desk));
        this.chats = chats;
        this.reader = reader;
        this.journal = journal;
        this.others = others;
        this.files = new FileTransfers(journal, locks, clock);
        this.clock = clock;
    }

    @Override
    public SendOutcome send(Owed owed) {
        AgentDesk desk = desks.get(owed.delivery().target().name());
        return desk == null ? others.send(owed) : send(owed.message(), desk);
    }

    private SendOutcome send(Message message, AgentDesk desk) {
        Chat chat = chatOf(message, desk);
        if (chat == null) {
            return new SendOutcome.Undeliverable(ParkReason.CHAT_CLOSED);
        }
        if (message.content().equals(ChatJournal.LEFT)) {
            return desk.end(ChatSteps.ref(chat));
        }
        SendOutcome obstacle = obstacle(chat, message);
        if (obstacle == null) {
            return deliver(chat, desk, message);
        }
        files.forget(message.id());
        return obstacle;
    }

    /// Returns the outcome without a call while no agent has joined, or after the chat; null if
    /// agents can read the message.
    private @Nullable SendOutcome obstacle(Chat chat, Message message) {
        boolean joined = chat.times().joinedAt() != null;
        Instant ended = chat.times().endedAt();
        if (ended == null) {
            return joined ? null : new SendOutcome.NotBefore(clock.instant().plus(LOOK));
        }
        if (joined && clock.instant().isBefore(ended.plus(BELATED))) {
            return null;
        }
        return isSummary(message.content())
                ? new SendOutcome.Needless()
                : new SendOutcome.Undeliverable(ParkReason.CHAT_CLOSED);
    }

    /// Whether the content stands for earlier messages, which are read when it is sent.
    private static boolean isSummary(Content content) {
        return content.equals(ChatJournal.CONTEXT) || content.equals(ChatJournal.TRANSCRIPT);
    }

    private SendOutcome deliver(Chat chat, AgentDesk desk, Message message) {
        Content content = message.content();
        if (content.equals(ChatJournal.CONTEXT)) {
            // it already contains everything before it
            String text = block(chat, context(chat, message));
            return sendText(chat, desk, new DeskMessage.Text(message.id(), text));
        }
        Supplier<String> before = () -> block(chat, reader.transcript(message));
        if (content.equals(ChatJournal.TRANSCRIPT)) {
            return desk.send(ChatSteps.ref(chat), new DeskMessage.Text(message.id(), "", before));
        }
        Described file = file(chat, message);
        if (file != null) {
            return files.send(chat, desk, message, file, before);
        }
        String text = words(chat, message);
        return sendText(chat, desk, new DeskMessage.Text(message.id(), text, before));
    }

    private static SendOutcome sendText(Chat chat, AgentDesk desk, DeskMessage.Text text) {
        return text.text().isEmpty()
                ? new SendOutcome.Needless()
                : desk.send(ChatSteps.ref(chat), text);
    }

    /// Returns the chat in which a message was said: nearly always the newest one.
    private @Nullable Chat chatOf(Message message, AgentDesk desk) {
        return chatOf(message, 1)
                .or(() -> chatOf(message, REMEMBERED))
                .filter(chat -> chat.desk().equals(desk.name()))
                .orElse(null);
    }

    private Optional<Chat> chatOf(Message message, int most) {
        return chats.newest(message.conversation(), most).stream()
                .filter(chat -> chat.after() < message.seq())
                .findFirst();
    }

    private ChatRules rules(Chat chat) {
        return journal.rules(chat.conversation());
    }

    private @Nullable Described file(Chat chat, Message message) {
        return message.author().party() == Party.USER
                ? journal.files(chat.conversation()).in(message).orElse(null)
                : null;
    }

    /// Returns the text of the user's message, or the option's title if it is the number of an
    /// option that an agent offered.
    private String words(Chat chat, Message message) {
        MessageRenderer reading = rules(chat).reading();
        String text = reading.text(message);
        return NUMBER.matcher(text).matches()
                ? reader.lastOfAgents(message)
                        .flatMap(offer -> reading.choice(offer, Integer.parseInt(text)))
                        .orElse(text)
                : text;
    }

    /// Returns what was said before the chat, by the times that platforms report, as bots see it;
    /// the same on each call.
    private List<Message> context(Chat chat, Message marker) {
        Instant joined = chat.times().joinedAt();
        // an agent who meets a user after a long wait should not see messages that have left the
        // context
        Instant at = joined == null ? marker.at() : joined;
        MessageRenderer reading = rules(chat).reading();
        return reader.context(chat.conversation(), at, chat.after()).stream()
                .filter(message -> at.isBefore(reading.at(message).plus(ReadChats.CONTEXT)))
                .sorted(Comparator.comparing(reading::at))
                .toList();
    }

    private String block(Chat chat, List<Message> said) {
        ChatRules its = rules(chat);
        String title = its.text(ChatText.CONTEXT_TITLE, Map.of());
        if (title.isEmpty() || said.isEmpty()) {
            return "";
        }
        List<String> entries = newest(said, its);
        String cut = entries.size() < said.size() ? its.text(ChatText.CONTEXT_CUT, Map.of()) : "";
        String first = cut.isEmpty() ? "" : cut + "\n\n";
        return title + ":\n" + first + String.join("", entries);
    }

    /// The newest entries of a block, in order, as many as agents are given.
    private static List<String> newest(List<Message> said, ChatRules its) {
        Deque<String> entries = new ArrayDeque<>();
        int length = 0;
        for (Message message : said.reversed()) {
            String entry = entry(message, its);
            length += entry.length();
            if (entries.size() == MOST || length > LONGEST) {
                break;
            }
            entries.addFirst(entry);
        }
        return List.copyOf(entries);
    }

    private static String entry(Message message, ChatRules its) {
        String at = TIME.format(its.reading().at(message).atZone(its.zone()));
        String label = label(message.author(), its);
        return label + " [" + at + "]:" + its.reading().text(message) + "\n\n";
    }

    private static String label(Author author, ChatRules its) {
        return switch (author.party()) {
            case USER -> its.text(ChatText.CLIENT_LABEL, Map.of());
            case BOT -> its.text(ChatText.BOT_LABEL, Map.of());
            case AGENT, CHANNEL, SYSTEM -> author.name();
        };
    }
}

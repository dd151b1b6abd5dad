package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.AgentDesk.DeskMessage;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UserFiles.Described;
import dev.switchboard.application.port.out.upstream.UserFiles.Fetched;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sends users' files to external desks. A file that cannot be fetched in three tries within a
/// minute is given up: agent and user are told, and the next messages go on. A crash forgets the
/// tries, which costs a few more.
final class FileTransfers {

    private static final ParkReason UNAVAILABLE = new ParkReason("media_unavailable");
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);

    /// A file is in memory several times while it is transferred.
    private static final int AT_ONCE = 2;

    private final ChatJournal journal;
    private final ConversationLocks locks;
    private final Clock clock;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /// The number of failed tries of files that are still being tried.
    private final Map<MessageId, Integer> failed = new ConcurrentHashMap<>();

    /// The reasons for giving up files of which agent and user have not been told yet.
    private final Map<MessageId, ParkReason> givenUp = new ConcurrentHashMap<>();

    FileTransfers(ChatJournal journal, ConversationLocks locks, Clock clock) {
        this.journal = journal;
        this.locks = locks;
        this.clock = clock;
    }

    /// The message will not be sent in its chat any more.
    void forget(MessageId message) {
        failed.remove(message);
        givenUp.remove(message);
    }

    /// @param before the text of what was said before the file
    SendOutcome send(
            Chat chat, AgentDesk desk, Message message, Described file, Supplier<String> before) {
        ParkReason why = givenUp.get(message.id());
        if (why != null) {
            return giveUp(chat, desk, message, file, before, why);
        }
        if (!room.tryAcquire()) {
            return later(SOON);
        }
        try {
            return transfer(chat, desk, message, file, before);
        } finally {
            room.release();
        }
    }

    private SendOutcome transfer(
            Chat chat, AgentDesk desk, Message message, Described file, Supplier<String> before) {
        ChatRules its = journal.rules(chat.conversation());
        // the result of fetching the file, if the desk asked for it
        AtomicReference<@Nullable Fetched> fetched = new AtomicReference<>();
        Supplier<@Nullable ByteBuffer> bytes =
                () -> {
                    Fetched now = journal.files(chat.conversation()).fetch(message);
                    fetched.set(now);
                    return now instanceof Fetched.Here(_, var there) ? there : null;
                };
        SendOutcome sent =
                desk.send(
                        ChatSteps.ref(chat),
                        new DeskMessage.File(
                                message.id(),
                                file.name(),
                                bytes,
                                its.text(ChatText.UPLOAD_SUCCESS, Map.of("file", file.name())),
                                file.caption(),
                                before));
        return switch (fetched.get()) {
            case null -> settled(message, sent);
            case Fetched.Here _ -> settled(message, sent);
            case Fetched.Refused(var why) -> giveUp(chat, desk, message, file, before, why);
            case Fetched.Away _ ->
                    failed.merge(message.id(), 1, Integer::sum) < TRIES
                            ? later(PAUSE)
                            : giveUp(chat, desk, message, file, before, UNAVAILABLE);
        };
    }

    private SendOutcome settled(Message message, SendOutcome sent) {
        failed.remove(message.id());
        return sent;
    }

    private SendOutcome giveUp(
            Chat chat,
            AgentDesk desk,
            Message message,
            Described file,
            Supplier<String> before,
            ParkReason why) {
        failed.remove(message.id());
        givenUp.put(message.id(), why);
        String text = "[%s] could not be transferred".formatted(file.type());
        SendOutcome sent =
                desk.send(
                        ChatSteps.ref(chat),
                        new DeskMessage.Text(ofFailure(message), text, before));
        if (sent instanceof SendOutcome.NotBefore || sent instanceof SendOutcome.Hold) {
            return sent;
        }
        boolean told = sent instanceof SendOutcome.Called(Accepted _, _);
        if (told) {
            String occasion = "upload/" + message.id();
            locks.withLock(
                    chat.conversation(),
                    () -> journal.tell(chat, ChatText.UPLOAD_ERROR, Map.of(), occasion));
        }
        givenUp.remove(message.id());
        return told ? new SendOutcome.Undeliverable(why) : sent;
    }

    /// Returns another id than the message's own: with that the file may still arrive when it is
    /// sent again.
    private static MessageId ofFailure(Message message) {
        return new MessageId("msg_" + Sha256.hex(message.id() + "/failed").substring(0, 32));
    }

    private SendOutcome later(Duration pause) {
        return new SendOutcome.NotBefore(clock.instant().plus(pause));
    }
}

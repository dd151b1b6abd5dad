package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts the replies of bots and desks. A whole answer is journaled at once; parts are journaled
/// in order. A part whose predecessor is missing is stored and waits for it for a limited time,
/// even over a restart.
public final class ReplyParts implements AcceptReply {

    private static final Logger log = LoggerFactory.getLogger(ReplyParts.class);
    private static final int PAGE = 1000;
    private static final Duration USUALLY = Duration.ofSeconds(2);

    private final ReplyJournal journal;
    private final WaitingParts waiting;
    private final ConversationLocks locks;
    private final Later later;
    private final Clock clock;
    private final Map<String, Duration> longest;
    private final Answers answers = new Answers(10_000);

    /// @param longest how long a part waits at most, by the origin of its conversation; 2 s for
    ///   others
    ReplyParts(
            ReplyJournal journal,
            WaitingParts waiting,
            ConversationLocks locks,
            Later later,
            Clock clock,
            Map<String, Duration> longest) {
        this.journal = journal;
        this.waiting = waiting;
        this.locks = locks;
        this.later = later;
        this.clock = clock;
        this.longest = Map.copyOf(longest);
    }

    @Override
    public Result accept(Reply reply) {
        Part part = reply.part();
        ConversationId conversation = reply.conversation();
        if (part == null || conversation == null) {
            return journal.append(reply);
        }
        return withAnswer(
                conversation, part.answer(), answer -> accept(answer, reply, conversation, part));
    }

    private Result accept(Answer answer, Reply reply, ConversationId conversation, Part part) {
        if (answer.next.get() >= part.index()) {
            Result result = journal.appendUnderLock(reply);
            answer.released(part.index());
            releaseNext(answer);
            return result;
        }
        WaitingParts.Part stored =
                new WaitingParts.Part(
                        conversation,
                        part.answer(),
                        part.index(),
                        fingerprint(reply),
                        ReplyText.write(reply, conversation, part),
                        clock.instant());
        waiting.put(stored);
        hold(answer, stored);
        return new Result.Accepted();
    }

    private static String fingerprint(Reply reply) {
        Once once = reply.once();
        return once == null ? Integer.toHexString(reply.content().text().hashCode()) : once.key();
    }

    private Answer hold(Answer answer, WaitingParts.Part part) {
        answer.hold(part);
        tryLater(part, part.at().plus(longest(part)));
        return answer;
    }

    private Duration longest(WaitingParts.Part part) {
        return longest.getOrDefault(part.conversation().origin(), USUALLY);
    }

    private void tryLater(WaitingParts.Part part, Instant when) {
        later.at(when, () -> stopWaiting(part));
    }

    /// Releases all parts up to this one, because they have waited long enough for their
    /// predecessor.
    private void stopWaiting(WaitingParts.Part part) {
        try {
            withAnswer(part.conversation(), part.answer(), answer -> releaseUpTo(answer, part));
        } catch (RuntimeException e) {
            log.debug("A part of an answer waits for the store: {}", e.getMessage());
            tryLater(part, clock.instant().plus(longest(part)));
        }
    }

    private Answer releaseUpTo(Answer answer, WaitingParts.Part part) {
        answer.heldUpTo(part.index()).forEach(held -> release(answer, held));
        releaseNext(answer);
        return answer;
    }

    private void releaseNext(Answer answer) {
        List<WaitingParts.Part> ready = answer.heldUpTo(answer.next.get());
        while (!ready.isEmpty()) {
            ready.forEach(held -> release(answer, held));
            ready = answer.heldUpTo(answer.next.get());
        }
    }

    private void release(Answer answer, WaitingParts.Part part) {
        journal.appendUnderLock(ReplyText.read(part.command()));
        waiting.remove(part);
        answer.held.remove(part);
        answer.released(part.index());
    }

    /// Loads the parts that waited when the hub stopped.
    public void recover() {
        waiting.all(PAGE)
                .forEach(part ->
                        withAnswer(
                                part.conversation(), part.answer(), answer -> hold(answer, part)));
    }

    /// Removes the waiting parts of a conversation, here and in the store. The caller holds its
    /// lock.
    public void forget(ConversationId conversation) {
        answers.heldIn(conversation).forEach(waiting::remove);
        waiting.all(PAGE).stream()
                .filter(part -> part.conversation().equals(conversation))
                .forEach(waiting::remove);
        answers.forget(conversation);
    }

    private <T> T withAnswer(ConversationId conversation, String name, Function<Answer, T> work) {
        return locks.withLock(conversation, () -> answers.use(conversation, name, work));
    }

    /// The progress of an answer. Read and changed under its conversation's lock.
    static final class Answer {

        private final List<WaitingParts.Part> held = new ArrayList<>();

        /// The next part that need not wait: all before it are in the journal.
        private final AtomicInteger next = new AtomicInteger();

        void hold(WaitingParts.Part part) {
            if (held.stream().noneMatch(other -> same(other, part))) {
                held.add(part);
            }
        }

        private static boolean same(WaitingParts.Part one, WaitingParts.Part other) {
            return one.index() == other.index() && one.fingerprint().equals(other.fingerprint());
        }

        /// Returns the waiting parts up to this index, in order.
        private List<WaitingParts.Part> heldUpTo(int index) {
            return held.stream()
                    .filter(part -> part.index() <= index)
                    .sorted(Comparator.comparingInt(WaitingParts.Part::index))
                    .toList();
        }

        private void released(int index) {
            next.accumulateAndGet(index + 1, Math::max);
        }
    }

    /// The answers that recently came in parts. Of those that are not in use and hold no part, the
    /// oldest are dropped: a later part of such an answer waits its full time and is then released.
    static final class Answers {

        private final int remembered;
        private final Map<Name, Answer> busy = new HashMap<>();
        private final Map<Name, Answer> idle = new LinkedHashMap<>();

        Answers(int remembered) {
            this.remembered = remembered;
        }

        private record Name(ConversationId conversation, String answer) {}

        /// The caller holds the conversation's lock, so nothing else uses this answer.
        <T> T use(ConversationId conversation, String answer, Function<Answer, T> work) {
            Name name = new Name(conversation, answer);
            Answer used = take(name);
            try {
                return work.apply(used);
            } finally {
                giveBack(name, used.held.isEmpty());
            }
        }

        synchronized List<WaitingParts.Part> heldIn(ConversationId conversation) {
            return busy.entrySet().stream()
                    .filter(each -> each.getKey().conversation().equals(conversation))
                    .flatMap(each -> each.getValue().held.stream())
                    .toList();
        }

        /// The progress of its answers is dropped too: a part that still arrives waits its full
        /// time.
        synchronized void forget(ConversationId conversation) {
            busy.keySet().removeIf(name -> name.conversation().equals(conversation));
        }

        private synchronized Answer take(Name name) {
            Answer known = idle.remove(name);
            return busy.computeIfAbsent(name, _ -> known == null ? new Answer() : known);
        }

        private synchronized void giveBack(Name name, boolean isIdle) {
            if (!isIdle) {
                return;
            }
            Answer answer = busy.remove(name);
            if (answer != null) {
                idle.put(name, answer);
            }
            if (idle.size() > remembered) {
                Iterator<Name> oldest = idle.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }
}

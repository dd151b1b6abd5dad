package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The answers that recently came in parts, and which part of each is next. Of those that are not
/// in use and hold no part, the oldest are dropped: a later part of such an answer waits its full
/// time and is then released.
final class PartOrder {

    private final int remembered;
    private final Map<Name, Answer> busy = new HashMap<>();
    private final Map<Name, Answer> idle = new LinkedHashMap<>();

    PartOrder(int remembered) {
        this.remembered = remembered;
    }

    private record Name(ConversationId conversation, String answer) {}

    /// The caller holds the conversation's lock, so nothing else uses this answer.
    <T> T withAnswer(ConversationId conversation, String answer, Function<Answer, T> work) {
        Name name = new Name(conversation, answer);
        Answer used = take(name);
        try {
            return work.apply(used);
        } finally {
            giveBack(name, used);
        }
    }

    synchronized List<WaitingParts.Part> heldIn(ConversationId conversation) {
        return busy.entrySet().stream()
                .filter(each -> each.getKey().conversation().equals(conversation))
                .flatMap(each -> each.getValue().held.stream())
                .toList();
    }

    synchronized boolean holds(WaitingParts.Part part) {
        Answer answer = busy.get(new Name(part.conversation(), part.answer()));
        return answer != null && answer.held.contains(part);
    }

    /// Forgets the answers of all conversations in some partitions.
    synchronized void forget(Partitions some) {
        busy.keySet().removeIf(name -> some.contains(name.conversation()));
        idle.keySet().removeIf(name -> some.contains(name.conversation()));
    }

    /// Forgets the answers of a conversation that hold parts, with their progress: a part that
    /// still arrives waits its full time.
    synchronized void forget(ConversationId conversation) {
        busy.keySet().removeIf(name -> name.conversation().equals(conversation));
    }

    private synchronized Answer take(Name name) {
        Answer known = idle.remove(name);
        return busy.computeIfAbsent(name, _ -> known == null ? new Answer() : known);
    }

    private synchronized void giveBack(Name name, Answer used) {
        if (!used.held.isEmpty()) {
            busy.put(name, used); // it may have been forgotten meanwhile
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

    /// The progress of an answer. Changed under its conversation's lock.
    static final class Answer {

        /// Searched without the lock by [PartOrder#holds] and [PartOrder#heldIn], while others are
        /// taken out.
        private final List<WaitingParts.Part> held = new CopyOnWriteArrayList<>();

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
        List<WaitingParts.Part> heldUpTo(int index) {
            return held.stream()
                    .filter(part -> part.index() <= index)
                    .sorted(Comparator.comparingInt(WaitingParts.Part::index))
                    .toList();
        }

        /// Whether all parts before this one are in the journal.
        boolean isReady(int index) {
            return next.get() >= index;
        }

        /// Returns the parts that need not wait any more.
        List<WaitingParts.Part> ready() {
            return heldUpTo(next.get());
        }

        void released(WaitingParts.Part part) {
            held.remove(part);
            released(part.index());
        }

        void released(int index) {
            next.accumulateAndGet(index + 1, Math::max);
        }
    }
}

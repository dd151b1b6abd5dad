package dev.switchboard.adapter.out.persistence.mongo.journal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.adapter.out.persistence.mongo.engine.Deadline;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets one writer of a conversation in at a time, so that writers of this node do not collide over
/// its next `seq`. Only a courtesy: the unique index is what keeps `seq` right, also between nodes.
final class Turns {

    private static final int STRIPES = 256;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    <T> T inTurn(ConversationId conversation, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(conversation.hashCode(), STRIPES));
        take(lock);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void take(ReentrantLock lock) {
        try {
            if (!lock.tryLock(Deadline.left().toMillis(), MILLISECONDS)) {
                throw new StoreUnavailableException("The conversation's writers are too slow");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to write", e);
        }
    }
}

package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Makes the writes of many callers durable at once.
final class GroupCommit {

    private final Observer observer;
    private final LongAdder commits = new LongAdder();

    GroupCommit(Observer observer) {
        this.observer = observer;
    }

    /// Who needs to know how writing goes.
    interface Observer {

        /// What a write changed is not stored, so nobody must go on as if it were.
        void rolledBack();

        void troubled(Trouble trouble);
    }

    /// How many groups became durable: each took one `fsync`.
    long commits() {
        return commits.sum();
    }

    /// Runs the writes in their order and completes all of them. One that fails by itself does not
    /// harm the others.
    void commit(Engine engine, List<PendingWrite<?>> group) {
        Batch batch = new Batch(engine);
        try {
            group.forEach(write -> run(write, batch));
            engine.write(batch);
        } catch (EngineException e) {
            refuse(group, e);
            return;
        }
        commits.increment();
        group.forEach(PendingWrite::complete);
    }

    private void run(PendingWrite<?> write, Batch batch) {
        int mark = batch.mark();
        try {
            write.run(batch);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            batch.backTo(mark);
            observer.rolledBack();
            write.fail(e);
        }
    }

    private void refuse(List<PendingWrite<?>> group, EngineException e) {
        observer.rolledBack();
        observer.troubled(e.trouble());
        StoreUnavailableException away =
                new StoreUnavailableException("Nothing was stored: " + e.trouble().reason(), e);
        group.forEach(write -> write.fail(away));
    }
}

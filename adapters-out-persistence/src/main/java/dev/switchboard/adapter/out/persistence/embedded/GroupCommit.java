package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the writes of many callers durable in one transaction.
final class GroupCommit {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Observer observer;
    private final LongAdder commits = new LongAdder();

    GroupCommit(Observer observer) {
        this.observer = observer;
    }

    /// Who needs to know how writing goes.
    interface Observer {

        /// A group is durable and its callers know it: there is time for other work.
        void acknowledged(Sql sql, int writes);

        /// What the group changed is not stored, so nobody must go on as if it were.
        void rolledBack();

        void troubled(SqliteTrouble trouble);
    }

    /// How many transactions became durable: each took one `fsync`.
    long commits() {
        return commits.sum();
    }

    /// Runs the writes in their order and completes all of them. One that fails by itself does not
    /// harm the others: they are run again, each alone.
    void commit(Sql sql, List<PendingWrite<?>> group) {
        try {
            sql.update("BEGIN");
            for (PendingWrite<?> write : group) {
                write.run(sql);
            }
            sql.update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(sql);
            refuse(sql, group, e);
            return;
        }
        commits.increment();
        group.forEach(PendingWrite::complete);
        observer.acknowledged(sql, group.size());
    }

    private void refuse(Sql sql, List<PendingWrite<?>> group, Exception reason) {
        SqliteTrouble trouble = SqliteTrouble.behind(reason);
        if (trouble != null) {
            observer.troubled(trouble);
            StoreUnavailableException away =
                    new StoreUnavailableException(
                            "Nothing was stored: " + trouble.reason(), reason);
            group.forEach(write -> write.fail(away));
        } else if (group.size() == 1) {
            group.getFirst().fail(asUnchecked(reason));
        } else {
            group.forEach(write -> commit(sql, List.of(write)));
        }
    }

    private void rollBack(Sql sql) {
        observer.rolledBack();
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            // some errors have rolled back already, and then there is nothing left to do
            LOG.debug("No transaction to roll back", e);
        }
    }

    private static RuntimeException asUnchecked(Exception reason) {
        return reason instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("The database refused a write", reason);
    }
}

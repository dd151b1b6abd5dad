package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.fakes.ForwardingJournal;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Reports a write as done at once, and writes a moment later.
final class LateJournal extends ForwardingJournal {

    private static final long LATE_MILLIS = 300;

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

    LateJournal(Journal journal) {
        super(journal);
    }

    private void later(Runnable write) {
        ScheduledFuture<?> _ = writer.schedule(write, LATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Appended append(Entry entry) {
        later(() -> super.append(entry));
        return new Appended.Stored(
                new Message(
                        entry.id(),
                        entry.conversation(),
                        1,
                        entry.author(),
                        entry.content(),
                        entry.replyTo(),
                        entry.answers(),
                        entry.at()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        later(() -> super.settle(settlement));
        return CompletableFuture.completedFuture(new Settled.Done());
    }
}

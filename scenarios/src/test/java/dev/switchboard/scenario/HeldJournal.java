package dev.switchboard.scenario;

import dev.switchboard.application.fakes.ForwardingJournal;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a test act when an entry is in the journal and its writer has not got the answer yet, or
/// will never get it.
public final class HeldJournal extends ForwardingJournal {

    private Runnable meanwhile = () -> {};
    private int lost;
    private boolean late;
    private int refused;
    private final AtomicInteger settling = new AtomicInteger();
    private Runnable kept = () -> {};
    private Runnable beforeRedrives = () -> {};

    public HeldJournal(Journal journal) {
        super(journal);
    }

    /// Runs an action once, after the next append or re-drive took effect and before it returns.
    public void beforeItReturns(Runnable what) {
        meanwhile = what;
    }

    /// Runs an action before each re-drive.
    public void beforeRedrives(Runnable what) {
        beforeRedrives = what;
    }

    /// Loses the replies to the next appends, settles or re-drives: each takes effect, and its
    /// caller only learns that the store did not answer.
    public void losesReplies(int number) {
        lost = number;
    }

    /// Makes the store refuse steps of deliveries, or accept them again.
    public void settlesNothing(boolean whether) {
        refusesSettles(whether ? Integer.MAX_VALUE : 0);
    }

    /// Makes the store refuse the next steps of deliveries.
    public void refusesSettles(int number) {
        refused = number;
    }

    /// The number of steps without an answer yet.
    public int settling() {
        return settling.get();
    }

    /// Delays the next append, like a stalled store.
    public void appendsLate() {
        late = true;
    }

    public void lateAppendTakesEffect() {
        kept.run();
        kept = () -> {};
    }

    private boolean losesThisReply() {
        return lost > 0 && lost-- > 0;
    }

    private <T> T hold(T result) {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return result;
    }

    @Override
    public Appended append(Entry entry) {
        if (late) {
            late = false;
            kept = () -> super.append(entry);
            throw new StoreUnavailableException("no reply to the append yet");
        }
        Appended appended = hold(super.append(entry));
        if (losesThisReply()) {
            throw new StoreUnavailableException("no reply to the append");
        }
        return appended;
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        if (refused > 0) {
            refused--;
            return CompletableFuture.failedFuture(
                    new StoreUnavailableException("the settle was not taken"));
        }
        settling.incrementAndGet();
        CompletionStage<Settled> settled =
                super.settle(settlement).whenComplete((_, _) -> settling.decrementAndGet());
        return losesThisReply()
                ? CompletableFuture.failedFuture(
                        new StoreUnavailableException("no reply to the settle"))
                : settled;
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        beforeRedrives.run();
        Redriven redriven = hold(super.redrive(message, target, now));
        if (losesThisReply()) {
            throw new StoreUnavailableException("no reply to the re-drive");
        }
        return redriven;
    }
}

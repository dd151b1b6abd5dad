package dev.switchboard.bootstrap.scenario;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.bootstrap.telemetry.ForwardingJournal;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a test step in when something is in the journal and the one who put it there has not heard
/// of it yet, or is never to hear of it.
public final class HeldJournal extends ForwardingJournal {

    private Runnable meanwhile = () -> {};
    private int lost;
    private boolean late;
    private boolean settlesNothing;
    private final AtomicInteger settling = new AtomicInteger();
    private Runnable kept = () -> {};

    public HeldJournal(Journal journal) {
        super(journal);
    }

    /// Runs once, after the next append or re-drive took effect and before it returns.
    public void beforeItReturns(Runnable what) {
        meanwhile = what;
    }

    /// As if the replies to the next so many appends or settles got lost on their way here: each
    /// takes effect, and whoever asked for it learns only that the store did not answer.
    public void losesReplies(int number) {
        lost = number;
    }

    /// As if the store took no step of a delivery, or takes them again.
    public void settlesNothing(boolean whether) {
        settlesNothing = whether;
    }

    /// How many steps it has not answered for yet.
    public int settling() {
        return settling.get();
    }

    /// As if a stalled store kept the next append to itself for a while.
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
        if (settlesNothing) {
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
        return hold(super.redrive(message, target, now));
    }
}

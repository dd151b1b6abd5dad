package dev.switchboard.bootstrap.scenario;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.bootstrap.telemetry.ForwardingJournal;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// Lets a test step in when something is in the journal and the one who put it there has not heard
/// of it yet.
final class HeldJournal extends ForwardingJournal {

    private Runnable meanwhile = () -> {};

    HeldJournal(Journal journal) {
        super(journal);
    }

    /// Runs once, after the next append or re-drive took effect and before it returns.
    void beforeItReturns(Runnable what) {
        meanwhile = what;
    }

    private <T> T hold(T result) {
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return result;
    }

    @Override
    public Appended append(Entry entry) {
        return hold(super.append(entry));
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return hold(super.redrive(message, target, now));
    }
}

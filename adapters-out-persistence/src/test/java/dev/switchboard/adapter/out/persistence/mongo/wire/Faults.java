package dev.switchboard.adapter.out.persistence.mongo.wire;

import dev.switchboard.adapter.out.persistence.mongo.wire.Fault.Concern;
import dev.switchboard.adapter.out.persistence.mongo.wire.Fault.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/// The faults behind a proxy, by command: `faults.loseReply("update").to("journal").once()`.
/// Greetings have none.
public final class Faults {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger struck = new AtomicInteger();
    private volatile @Nullable Storm storm;

    Faults() {}

    /// It is executed, and the connection ends before the answer.
    public Rule loseReply(String command) {
        return new Rule(command, new Fault.LostReply());
    }

    /// It is executed, and no answer comes: the caller learns nothing until its time is up.
    public Rule swallowReply(String command) {
        return new Rule(command, new Fault.Silence(true));
    }

    /// It is not executed, and no answer comes.
    public Rule swallow(String command) {
        return new Rule(command, new Fault.Silence(false));
    }

    /// It is not executed, and the connection ends.
    public Rule cut(String command) {
        return new Rule(command, new Fault.Cut());
    }

    /// It takes this much longer.
    public Rule slowDown(String command, Duration by) {
        return new Rule(command, new Fault.Delay(by, Duration.ZERO));
    }

    /// It is not executed, and the answer says that it was: its caller might as well not have sent
    /// it.
    public Rule pretend(String command) {
        return new Rule(command, new Fault.Pretended());
    }

    /// The next one is executed when the test says so, even if nobody waits any more.
    public Hold hold(String command) {
        Hold hold = new Hold();
        new Rule(command, new Fault.Held(hold)).once();
        return hold;
    }

    /// Like [#hold(String)], of those about one collection.
    public Hold hold(String command, String collection) {
        Hold hold = new Hold();
        new Rule(command, new Fault.Held(hold)).to(collection).once();
        return hold;
    }

    /// The next one of these is executed, and its answer comes when the test says so.
    public Hold holdAnswer(String command, String collection, Predicate<BsonDocument> which) {
        Hold hold = new Hold();
        new Rule(command, new Fault.HeldAnswer(hold)).to(collection).that(which).once();
        return hold;
    }

    /// It is not executed: the server is not the primary any more.
    public Rule refuseAsSecondary(String command) {
        return new Rule(command, new Fault.Refused(Refusal.NOT_WRITABLE_PRIMARY));
    }

    /// It is not executed: its time is up.
    public Rule expire(String command) {
        return new Rule(command, new Fault.Refused(Refusal.MAX_TIME_MS_EXPIRED));
    }

    /// It is not executed: there is no room on the disk.
    public Rule findNoRoom(String command) {
        return new Rule(command, new Fault.Refused(Refusal.OUT_OF_DISK_SPACE));
    }

    /// It is not executed: the document is too large.
    public Rule refuseAsTooLarge(String command) {
        return new Rule(command, new Fault.Refused(Refusal.BSON_OBJECT_TOO_LARGE));
    }

    /// It is not executed: its first write would make a document too large.
    public Rule refuseResultAsTooLarge(String command) {
        return new Rule(command, new Fault.Refused(Refusal.RESULT_TOO_LARGE));
    }

    /// It is executed, and no majority confirmed it in time.
    public Rule timeOutConcern(String command) {
        return new Rule(command, new Fault.Unsafe(Concern.WRITE_CONCERN_TIMEOUT));
    }

    /// It is executed by a server that ends before a majority confirmed it.
    public Rule endBeforeConcern(String command) {
        return new Rule(command, new Fault.Unsafe(Concern.SHUTDOWN_IN_PROGRESS));
    }

    /// The newest writes are not visible yet: it gets the answer of the last one.
    public Rule answerAsBefore(String command) {
        return new Rule(command, new Fault.Stale());
    }

    /// From now on the storm decides.
    public void rage(Storm storm) {
        this.storm = storm;
    }

    /// Nothing goes wrong any more.
    public void calm() {
        storm = null;
        rules.clear();
    }

    /// How many faults have happened.
    public int struck() {
        return struck.get();
    }

    Fault next(Command command) {
        if (command.greets()) {
            return new Fault.None();
        }
        Fault fault = byRule(command);
        if (!(fault instanceof Fault.None)) {
            struck.incrementAndGet();
        }
        return fault;
    }

    private Fault byRule(Command command) {
        for (Rule rule : rules) {
            if (rule.strikes(command)) {
                return rule.fault;
            }
        }
        Storm raging = storm;
        return raging == null ? new Fault.None() : raging.next(command);
    }

    /// A command that a server has received but not executed, or not answered, yet.
    public static final class Hold {

        private static final int DUPLICATE = 11000;

        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch executed = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile BsonDocument answer = new BsonDocument();

        private Hold() {}

        /// Waits until there is such a command.
        public void awaitHeld() {
            await(reached);
        }

        /// Releases the command, and returns when it is executed.
        public void release() {
            released.countDown();
            await(executed);
        }

        /// Whether the released command was a write that a unique index refused.
        public boolean isRefused() {
            return answer.getArray("writeErrors", new BsonArray()).stream()
                    .anyMatch(
                            error -> error.asDocument().getNumber("code").intValue() == DUPLICATE);
        }

        void awaitRelease() {
            reached.countDown();
            await(released);
        }

        void done(BsonDocument outcome) {
            answer = outcome;
            executed.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The commands that a fault applies to.
    public final class Rule {

        private final String command;
        private final Fault fault;
        private final AtomicInteger met = new AtomicInteger();
        private @Nullable String collection;
        private Predicate<BsonDocument> which = _ -> true;
        private int first = 1;
        private int last = Integer.MAX_VALUE;

        private Rule(String command, Fault fault) {
            this.command = command;
            this.fault = fault;
        }

        /// Only those about one collection.
        public Rule to(String collection) {
            this.collection = collection;
            return this;
        }

        private Rule that(Predicate<BsonDocument> asked) {
            which = asked;
            return this;
        }

        /// The next one.
        public void once() {
            times(1);
        }

        /// The next few.
        public void times(int n) {
            last = n;
            rules.add(this);
        }

        /// Only the n-th from now on.
        public void at(int n) {
            first = n;
            times(n);
        }

        /// All, until [#calm].
        public void always() {
            rules.add(this);
        }

        private boolean strikes(Command asked) {
            if (!asked.name().equals(command)
                    || (collection != null && !asked.collection().equals(collection))
                    || !which.test(asked.body())) {
                return false;
            }
            int number = met.incrementAndGet();
            return first <= number && number <= last;
        }
    }
}

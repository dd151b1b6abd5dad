package dev.switchboard.application.service.attachment;

import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.TellConsoles;
import dev.switchboard.application.port.in.handoff.TellConsoles.Item;
import dev.switchboard.application.port.in.handoff.TellConsoles.Parcel;
import dev.switchboard.application.port.in.handoff.TellConsoles.Taken;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line from a desk to a console at another hub. It sends what it is given in order, many at
/// once, and one parcel after the other. A parcel that is not answered ends it: the console
/// connects again, and reads what it missed.
final class DistantLine implements ConsoleLine {

    private static final Logger LOG = LoggerFactory.getLogger(DistantLine.class);
    private static final int AT_ONCE = 64;

    /// Messages that may wait here. The others stay in the journal.
    private static final int MOST_PUSHES = 64;

    /// Far more than ever waits for a console that reads at all.
    private static final int MOST_WAITING = 2_000;

    /// The time for which a console counts as full: its hub may be unable to tell that there is
    /// room again.
    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    private final DistantConsole console;
    private final TellConsoles hubs;
    private final Later later;
    private final Listener listener;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private final AtomicReference<Instant> namedAt = new AtomicReference<>(Instant.MIN);
    private final AtomicInteger pushes = new AtomicInteger();

    /// Whether messages were refused.
    private final AtomicBoolean refused = new AtomicBoolean();

    private final AtomicBoolean sending = new AtomicBoolean();

    /// Whether the console takes nothing more.
    private final AtomicBoolean full = new AtomicBoolean();

    private final AtomicBoolean over = new AtomicBoolean();

    DistantLine(DistantConsole console, TellConsoles hubs, Later later, Listener listener) {
        this.console = console;
        this.hubs = hubs;
        this.later = later;
        this.listener = listener;
    }

    /// Hears of the line. Never called under its monitor.
    interface Listener {

        /// Messages may be pushed again.
        void drained();

        /// The console is gone.
        void lost();

        /// The console was told that this connection is over.
        void ended();
    }

    /// Its hub has the console at this time.
    void named(Instant now) {
        namedAt.set(now);
    }

    boolean isNamedBefore(Instant then) {
        return namedAt.get().isBefore(then);
    }

    @Override
    public synchronized Offered push(Message message) {
        if (over.get()) {
            return Offered.CLOSED;
        }
        if (pushes.get() >= MOST_PUSHES) {
            refused.set(true);
            return Offered.FULL;
        }
        pushes.incrementAndGet();
        add(new Item.Push(message));
        return Offered.QUEUED;
    }

    @Override
    public void tell(ConsoleEvent event) {
        add(new Item.Tell(event));
    }

    @Override
    public void replaced() {
        add(new Item.Replace());
    }

    @Override
    public void moved() {
        add(new Item.Move());
    }

    private synchronized void add(Item item) {
        if (!over.get()) {
            waiting.add(item);
            if (waiting.size() > MOST_WAITING) {
                over.set(true);
                later.now(listener::lost);
            } else {
                start();
            }
        }
    }

    /// The console has room again.
    synchronized void goOn() {
        full.set(false);
        start();
    }

    private void start() {
        if (!full.get() && !waiting.isEmpty() && sending.compareAndSet(false, true)) {
            later.now(this::send);
        }
    }

    synchronized void end() {
        over.set(true);
        waiting.clear();
    }

    private void send() {
        boolean there = false;
        try {
            there = sendAll();
        } catch (StoreUnavailableException e) {
            LOG.debug("A console at another hub is lost: {}", e.getMessage());
        } finally {
            if (!there) {
                listener.lost();
            }
        }
    }

    /// @return false if there is no such console any more
    private boolean sendAll() {
        for (List<Item> items = first(); !items.isEmpty(); items = first()) {
            Taken taken = hubs.tell(new Parcel(console, items));
            if (!taken.there()) {
                return false;
            }
            if (took(items, taken.items())) {
                listener.drained();
            }
        }
        return true;
    }

    /// Returns what is to be sent next; nothing if it ends sending for now.
    private synchronized List<Item> first() {
        List<Item> items =
                full.get() || over.get() ? List.of() : waiting.stream().limit(AT_ONCE).toList();
        sending.set(!items.isEmpty());
        return items;
    }

    /// @return whether messages may be pushed again
    private boolean took(List<Item> items, int count) {
        List<Item> taken = items.subList(0, count);
        boolean wasLast =
                taken.stream()
                        .anyMatch(
                                item -> item instanceof Item.Replace || item instanceof Item.Move);
        if (wasLast) {
            end();
            listener.ended();
            return false;
        }
        return removed(taken, count < items.size());
    }

    private synchronized boolean removed(List<Item> taken, boolean isFull) {
        for (Item item : taken) {
            waiting.remove();
            pushes.addAndGet(item instanceof Item.Push ? -1 : 0);
        }
        if (isFull) {
            full.set(true);
            later.in(FULL_FOR, this::goOn);
        }
        return pushes.get() < MOST_PUSHES && refused.getAndSet(false);
    }
}

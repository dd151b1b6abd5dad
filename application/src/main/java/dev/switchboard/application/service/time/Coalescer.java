package dev.switchboard.application.service.time;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Does in one go what was asked for within a [moment][Later#MOMENT], and once what was asked for
/// more than once. Never two goes at a time, so what was done last is the newest.
///
/// @param <T> what work is asked for
public final class Coalescer<T> {

    private final Later later;
    private final Consumer<Set<T>> work;
    private final Set<T> named = new LinkedHashSet<>();

    /// Held while the work is done; never taken by those who ask for it.
    private final ReentrantLock working = new ReentrantLock();

    Coalescer(Later later, Consumer<Set<T>> work) {
        this.later = later;
        this.work = work;
    }

    /// Asks for the work. Never blocks.
    public void add(T one) {
        if (isFirst(one)) {
            later.in(Later.MOMENT, this::flush);
        }
    }

    private synchronized boolean isFirst(T one) {
        boolean first = named.isEmpty();
        named.add(one);
        return first;
    }

    /// Does now what was asked for.
    public void flush() {
        working.lock();
        try {
            Set<T> all = taken();
            if (!all.isEmpty()) {
                work.accept(all);
            }
        } finally {
            working.unlock();
        }
    }

    private synchronized Set<T> taken() {
        Set<T> all = new LinkedHashSet<>(named);
        named.clear();
        return all;
    }
}

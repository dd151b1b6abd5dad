package dev.switchboard.application.service.time;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Combines requests for work within a [moment][Later#MOMENT] into one call, without duplicates.
/// Calls never overlap, so the last one has the newest state.
///
/// @param <T> the items that need work
public final class Coalescer<T> {

    private final Later later;
    private final Consumer<Set<T>> work;
    private final Set<T> named = new LinkedHashSet<>();

    /// Held while the work is done; [#add] never takes it.
    private final ReentrantLock working = new ReentrantLock();

    Coalescer(Later later, Consumer<Set<T>> work) {
        this.later = later;
        this.work = work;
    }

    /// Requests work for an item. Never blocks.
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

    /// Does the requested work now.
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

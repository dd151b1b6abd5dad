package dev.switchboard.application.service.peer;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;

/// The calls that one start of another hub has made to this hub. Each number is taken once, so a
/// call that somebody heard on the wire is worthless. No clock is needed for that.
final class CallNumbers {

    /// The greatest distance of a call behind a later one.
    static final int SPAN = 16_384;

    private final BitSet taken = new BitSet(SPAN);
    private final AtomicLong highest = new AtomicLong();

    /// @return false if the number was taken before, or is too far behind the highest one
    synchronized boolean take(long number) {
        if (number < 1 || number <= highest.get() - SPAN) {
            return false;
        }
        forgetUpTo(number);
        boolean isNew = !taken.get(place(number));
        taken.set(place(number));
        return isNew;
    }

    /// Gives the places of numbers that are too far behind to those that have come near.
    private void forgetUpTo(long number) {
        for (long next = Math.max(highest.get(), number - SPAN) + 1; next <= number; next++) {
            taken.clear(place(next));
        }
        highest.accumulateAndGet(number, Math::max);
    }

    private static int place(long number) {
        return (int) (number % SPAN);
    }
}

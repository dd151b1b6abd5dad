package dev.switchboard.domain.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Inputs for one parser: its seeds as they are, then changes of them that a number decides. What
/// fails is reported with that number and the input, in the form of [seeds][Seeds].
///
/// An input that was accepted becomes a seed of later ones, so a long run gets far from where it
/// began. The work of a parser is bounded by the bytes that it allocates, which, unlike its time,
/// are the same on a busy machine. A parser that never ends meets the time limit of all tests.
///
/// `-Dswitchboard.fuzz-seconds=…` sets the length of a run, which otherwise ends after some
/// thousands of inputs. `-Dswitchboard.fuzz-seed=…` sets the number.
public final class Fuzz {

    private static final int SECONDS = Integer.getInteger("switchboard.fuzz-seconds", 0);
    private static final String SEED = "switchboard.fuzz-seed";
    private static final int SEEDS = 1_000_000;

    private static final int USUAL_INPUTS = 20_000;
    private static final int INPUTS_BETWEEN_LOOKS = 16;
    private static final int MOST_SEEDS = 1_000;
    private static final int LONGEST_SEED = 8 * 1024;

    /// Parsers also fill caches.
    private static final long ROOM = 8L << 20;

    private static final long ROOM_FOR_EACH_CHARACTER = 1_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final List<String> seeds = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Class<? extends Exception>> refusals = new ArrayList<>();
    private int inputs = USUAL_INPUTS;

    private Fuzz(String name) {
        this.name = name;
    }

    /// @param name of the parser, for the report
    public static Fuzz of(String name) {
        return new Fuzz(name);
    }

    /// What must hold of an input.
    @FunctionalInterface
    public interface Check<T> {

        /// @return whether the parser accepted it
        boolean accepts(T input) throws Exception;
    }

    public Fuzz seeds(String... more) {
        seeds.addAll(List.of(more));
        return this;
    }

    public Fuzz seeds(List<String> more) {
        seeds.addAll(more);
        return this;
    }

    public Fuzz seeds(byte[]... more) {
        for (byte[] each : more) {
            seeds.add(new String(each, ISO_8859_1));
        }
        return this;
    }

    /// Inputs that failed once.
    public Fuzz kept(String... more) {
        return seeds(more);
    }

    /// Texts that mean something to the parser.
    public Fuzz words(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /// Exceptions by which the parser is documented to refuse an input.
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final Fuzz refusedBy(Class<? extends Exception>... more) {
        refusals.addAll(List.of(more));
        return this;
    }

    /// The number of inputs of a run that has no time of its own.
    public Fuzz inputs(int most) {
        inputs = most;
        return this;
    }

    public void texts(Check<String> check) {
        run(seeds, new Mutations(words, Character.MAX_VALUE), check);
    }

    public void bytes(Check<byte[]> check) {
        run(
                seeds.stream().map(Seeds::octets).toList(),
                new Mutations(words.stream().map(Seeds::octets).toList(), 0xff),
                input -> check.accepts(input.getBytes(ISO_8859_1)));
    }

    private void run(List<String> given, Mutations mutations, Check<String> check) {
        long seed = Long.getLong(SEED, SECONDS == 0 ? 1 : new SplittableRandom().nextInt(SEEDS));
        SplittableRandom random = new SplittableRandom(seed);
        List<String> pool = new ArrayList<>(given);
        long begun = System.nanoTime();
        long tried = 0;
        long accepted = 0;
        while (goesOn(tried, given.size(), begun)) {
            String input =
                    tried < given.size() ? given.get((int) tried) : mutations.next(pool, random);
            String which = tried + " of seed " + seed;
            if (isAccepted(input, check, which)) {
                accepted++;
                keep(input, pool, given.size(), random);
            }
            tried++;
        }
        System.out.printf(
                "FUZZ %s: %d inputs, %d accepted, %d s, seed %d%n",
                name,
                tried,
                accepted,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                seed);
        if (accepted == 0) {
            throw new AssertionError(name + ": no input was accepted, so little was tried");
        }
    }

    private boolean goesOn(long tried, int given, long begun) {
        if (SECONDS == 0 || tried < given) {
            return tried < inputs;
        }
        return tried % INPUTS_BETWEEN_LOOKS != 0
                || System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(SECONDS);
    }

    private static void keep(String input, List<String> pool, int given, SplittableRandom random) {
        if (input.length() > LONGEST_SEED) {
            return;
        }
        if (pool.size() < MOST_SEEDS) {
            pool.add(input);
        } else {
            pool.set(random.nextInt(given, MOST_SEEDS), input);
        }
    }

    private boolean isAccepted(String input, Check<String> check, String which) {
        try {
            Room room = Room.of(input);
            boolean accepted = isAccepted(input, check);
            if (!room.isEnough()) {
                // what was loaded once is not taken again
                Room again = Room.of(input);
                isAccepted(input, check);
                again.requireEnough();
            }
            return accepted;
        } catch (Throwable e) {
            throw new AssertionError(
                    "%s failed at input %s: %s".formatted(name, which, Seeds.escaped(input)), e);
        }
    }

    private boolean isAccepted(String input, Check<String> check) throws Exception {
        try {
            return check.accepts(input);
        } catch (Exception e) {
            if (refusals.stream().anyMatch(refusal -> refusal.isInstance(e))) {
                return false;
            }
            throw e;
        }
    }

    /// The bytes that the parser of one input may allocate.
    private record Room(long before, long most) {

        static Room of(String input) {
            return new Room(
                    THREADS.getCurrentThreadAllocatedBytes(),
                    ROOM + ROOM_FOR_EACH_CHARACTER * input.length());
        }

        boolean isEnough() {
            return taken() <= most;
        }

        private long taken() {
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }

        void requireEnough() {
            long taken = taken();
            if (taken > most) {
                throw new AssertionError(
                        "It took %d bytes, and %d are enough".formatted(taken, most));
            }
        }
    }
}

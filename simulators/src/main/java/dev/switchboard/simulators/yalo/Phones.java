package dev.switchboard.simulators.yalo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The telephones that people play on the demo's page, and what each shows. Whoever may see the
/// page may play any of them: nothing that is said in a demonstration is worth a proof.
final class Phones {

    private static final int MOST_PHONES = 1000;
    private static final int MOST_PICTURES = 50;
    private static final int MOST_SAID = 500;

    /// Pages that have heard another log begin anew.
    private final String log;

    private final Map<String, Phone> phones = newest(MOST_PHONES);
    private final Map<String, byte[]> pictures = newest(MOST_PICTURES);

    Phones(Clock clock) {
        this.log = String.valueOf(clock.millis());
    }

    private static <V> Map<String, V> newest(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /// What was said on a phone.
    ///
    /// @param n the first has 1
    /// @param by `user`, `bot`, or `hub` for all that people behind the hub say
    /// @param picture its address, if it is one
    record Said(int n, String id, String by, String text, @Nullable String picture) {}

    String log() {
        return log;
    }

    /// Somebody has it in their hand from now on.
    synchronized Phone open(String number) {
        return phones.computeIfAbsent(number, Phone::new);
    }

    /// Nobody plays the users of a measurement, or those of a test.
    synchronized Optional<Phone> find(String number) {
        return Optional.ofNullable(phones.get(number));
    }

    /// @return its name, which only those can guess who have it
    synchronized String keep(byte[] picture) {
        String name = UUID.nameUUIDFromBytes(picture).toString();
        pictures.put(name, picture);
        return name;
    }

    synchronized Optional<byte[]> picture(String name) {
        return Optional.ofNullable(pictures.get(name));
    }

    /// One telephone.
    static final class Phone {

        private final String number;
        private final Object turn = new Object();
        private final List<Said> said = new ArrayList<>();
        private int last;

        private Phone(String number) {
            this.number = number;
        }

        String number() {
            return number;
        }

        /// Held while something that was said has its effects; what comes meanwhile is shown.
        Object turn() {
            return turn;
        }

        synchronized boolean has(String id) {
            return said.stream().anyMatch(one -> one.id().equals(id));
        }

        /// What has come already does not come again.
        synchronized void show(String id, String by, String text, @Nullable String picture) {
            if (!has(id)) {
                said.add(new Said(++last, id, by, text, picture));
                if (said.size() > MOST_SAID) {
                    said.removeFirst();
                }
            }
        }

        synchronized List<Said> since(int n) {
            return said.stream().filter(one -> one.n() > n).toList();
        }
    }
}

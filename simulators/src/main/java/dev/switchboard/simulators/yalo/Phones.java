package dev.switchboard.simulators.yalo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The phones on the demo's page and their messages. Anybody who may see the page may use any of
/// them: a demonstration has nothing to protect.
final class Phones {

    private static final int MOST_PHONES = 1000;
    private static final int MOST_PICTURES = 50;
    private static final int MOST_SAID = 500;

    /// Pages that have seen another log start over.
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

    /// A message on a phone.
    ///
    /// @param n counts from 1
    /// @param by `user`, `bot`, or `hub` for everything from the hub
    /// @param picture the address of a picture, if it is one
    record PhoneMessage(int n, String id, String by, String text, @Nullable String picture) {}

    String log() {
        return log;
    }

    /// Opens the phone with a number, creating it if necessary.
    synchronized Phone open(String number) {
        return phones.computeIfAbsent(number, Phone::new);
    }

    /// Only phones that were opened: users of a measurement or a test have none.
    synchronized Optional<Phone> find(String number) {
        return Optional.ofNullable(phones.get(number));
    }

    /// @return its name, derived from its content
    synchronized String keep(byte[] picture) {
        String name = UUID.nameUUIDFromBytes(picture).toString();
        pictures.put(name, picture);
        return name;
    }

    synchronized Optional<byte[]> picture(String name) {
        return Optional.ofNullable(pictures.get(name));
    }

    /// One phone.
    static final class Phone {

        private final String number;
        private final Object turn = new Object();
        private final List<PhoneMessage> said = new ArrayList<>();
        private int last;

        private Phone(String number) {
            this.number = number;
        }

        String number() {
            return number;
        }

        /// Held while a message is handled; messages that arrive meanwhile are still shown.
        Object turn() {
            return turn;
        }

        synchronized boolean has(String id) {
            return said.stream().anyMatch(one -> one.id().equals(id));
        }

        /// Shows a message, unless it was shown before.
        synchronized void show(String id, String by, String text, @Nullable String picture) {
            if (!has(id)) {
                said.add(new PhoneMessage(++last, id, by, text, picture));
                if (said.size() > MOST_SAID) {
                    said.removeFirst();
                }
            }
        }

        synchronized List<PhoneMessage> since(int n) {
            return said.stream().filter(one -> one.n() > n).toList();
        }
    }
}

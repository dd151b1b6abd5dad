package dev.switchboard.tools.cluster;

import java.util.HashMap;
import java.util.Map;

/// The texts that were said and those that have arrived. Each user's are numbered from 1.
final class Tally {

    private final Map<String, Talk> talks = new HashMap<>();
    private int repeated;
    private int outOfOrder;

    private static final class Talk {

        private int acknowledged;
        private int arrived;
    }

    /// A hub has promised to deliver a text.
    synchronized void acknowledged(String user, int number) {
        talk(user).acknowledged = number;
    }

    /// A channel was given a text.
    synchronized void arrived(String user, int number) {
        Talk talk = talk(user);
        if (number <= talk.arrived) {
            repeated++;
            return;
        }
        outOfOrder += number == talk.arrived + 1 ? 0 : 1;
        talk.arrived = number;
    }

    private Talk talk(String user) {
        return talks.computeIfAbsent(user, _ -> new Talk());
    }

    synchronized Count count() {
        int acknowledged = talks.values().stream().mapToInt(talk -> talk.acknowledged).sum();
        int arrived = talks.values().stream().mapToInt(talk -> talk.arrived).sum();
        int waiting =
                talks.values().stream()
                        .mapToInt(talk -> Math.max(0, talk.acknowledged - talk.arrived))
                        .sum();
        return new Count(acknowledged, arrived, waiting, repeated, outOfOrder);
    }

    /// @param waiting acknowledged, and not arrived yet
    /// @param repeated calls with a text that had arrived before
    /// @param outOfOrder calls with a text whose predecessor had not arrived
    record Count(int acknowledged, int arrived, int waiting, int repeated, int outOfOrder) {}
}

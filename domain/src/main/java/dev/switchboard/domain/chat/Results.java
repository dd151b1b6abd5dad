package dev.switchboard.domain.chat;

import dev.switchboard.domain.secret.Secret;
import java.util.Map;
import java.util.TreeMap;

/// What a desk has made for a chat so far, by names of the desk's own, so that a hub that goes on
/// after a crash makes nothing twice and takes back what is to be taken back.
///
/// @param shown what people may see
/// @param secret what a store encrypts
public record Results(Map<String, String> shown, Map<String, Secret> secret) {

    public static final Results NONE = new Results(Map.of(), Map.of());

    public Results {
        shown = Map.copyOf(shown);
        secret = Map.copyOf(secret);
    }

    public Results with(String name, String value) {
        Map<String, String> more = new TreeMap<>(shown);
        more.put(name, value);
        return new Results(more, secret);
    }

    public Results with(String name, Secret value) {
        Map<String, Secret> more = new TreeMap<>(secret);
        more.put(name, value);
        return new Results(shown, more);
    }

    public Results without(String name) {
        Map<String, String> rest = new TreeMap<>(shown);
        rest.remove(name);
        Map<String, Secret> others = new TreeMap<>(secret);
        others.remove(name);
        return new Results(rest, others);
    }
}

package dev.switchboard.domain.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// The networks that calls may come from; if there are none, from anywhere.
public record SourceNetworks(List<Network> networks) {

    public static final SourceNetworks EVERYWHERE = new SourceNetworks(List.of());

    public SourceNetworks {
        networks = List.copyOf(networks);
    }

    /// Parses networks and ignores blank texts.
    ///
    /// @param setting the name of the setting
    /// @throws IllegalArgumentException naming the setting, if a text is not a network
    public static SourceNetworks of(String setting, List<String> texts) {
        List<Network> networks = new ArrayList<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                networks.add(network(setting, text.strip()));
            }
        }
        return new SourceNetworks(networks);
    }

    private static Network network(String setting, String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s: %s is neither an address nor a network such as 203.0.113.0/24"
                            .formatted(setting, text),
                    e);
        }
    }

    public boolean isEverywhere() {
        return networks.isEmpty();
    }

    /// @param address the sender's address as reported; an unreadable one is in no network
    public boolean admit(String address) {
        if (networks.isEmpty()) {
            return true;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return networks.stream().anyMatch(network -> network.contains(bytes));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

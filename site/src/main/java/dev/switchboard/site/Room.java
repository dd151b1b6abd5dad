package dev.switchboard.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One room of the navigation: each document stands in one, by what its reader wants.
///
/// @param order names of documents, and folders for all their documents that are named nowhere
record Room(String title, List<String> order) {

    private static final Room START =
            new Room(
                    "Start",
                    List.of(
                            "README.md",
                            "docs/first-steps.md",
                            "docs/console.md",
                            "docs/console-reference.md",
                            "docs/history.md"));

    private static final Room RUN =
            new Room(
                    "Run it",
                    List.of(
                            "docs/operations/running.md",
                            "docs/operations/upgrade.md",
                            "docs/operations/cluster.md",
                            "docs/operations/kubernetes.md",
                            "docs/configuration.md",
                            "docs/operations/runbook.md",
                            "docs/operations/"));

    /// It has the reference of the API as well.
    static final Room SPEAK =
            new Room("Speak with it", List.of("docs/protocol/channels.md", "docs/protocol/"));

    private static final Room TRUST =
            new Room(
                    "Trust it",
                    List.of(
                            "docs/promises.md",
                            "docs/reliability.md",
                            "docs/benchmarks.md",
                            "SECURITY.md",
                            "docs/support.md"));

    private static final Room CHANGE =
            new Room(
                    "Change it",
                    List.of(
                            "docs/architecture.md",
                            "CONTRIBUTING.md",
                            "docs/changing.md",
                            "docs/add-a-vendor.md",
                            "docs/releasing.md",
                            "docs/storage-embedded.md",
                            "docs/storage-mongodb.md",
                            "CHANGELOG.md",
                            "CODE_OF_CONDUCT.md"));

    private static final Room DECISIONS = new Room("Decisions", List.of("docs/adr/"));

    private static final List<Room> ALL = List.of(START, RUN, SPEAK, TRUST, CHANGE, DECISIONS);

    Room {
        order = List.copyOf(order);
    }

    /// The documents of each room in their order.
    ///
    /// @throws IllegalArgumentException if a document has no room
    static Map<Room, List<String>> of(List<String> documents) {
        List<String> left = new ArrayList<>(documents);
        Map<Room, List<String>> rooms = new LinkedHashMap<>();
        for (Room room : ALL) {
            List<String> named = room.order.stream().filter(left::contains).toList();
            rooms.put(room, new ArrayList<>(named));
        }
        rooms.values().forEach(left::removeAll);
        rooms.forEach((room, names) -> {
            List<String> others = left.stream().filter(room::hasFolderOf).toList();
            names.addAll(others);
            left.removeAll(others);
        });
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("in no room of the site: " + left);
        }
        return rooms;
    }

    private boolean hasFolderOf(String name) {
        return order.stream().anyMatch(entry -> entry.endsWith("/") && name.startsWith(entry));
    }
}

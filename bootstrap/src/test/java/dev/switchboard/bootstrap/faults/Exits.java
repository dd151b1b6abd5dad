package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.HubProcess;
import java.util.ArrayList;
import java.util.List;

/// The ends of hubs that a test expects. A hub that was wrongly taken for dead ends, starts again
/// and loses nothing, so only a count of ends tells of it.
final class Exits {

    private record Exit(HubProcess hub, int code) {}

    private final List<Exit> expected = new ArrayList<>();
    private final List<Exit> allowed = new ArrayList<>();

    /// A hub ends once with that code.
    void expect(HubProcess hub, int code) {
        expected.add(new Exit(hub, code));
    }

    /// A hub may end once with that code.
    void allow(HubProcess hub, int code) {
        allowed.add(new Exit(hub, code));
    }

    /// The hubs have ended as often as expected, and nobody else did.
    void assertExpected(List<HubProcess> hubs) {
        for (HubProcess hub : hubs) {
            List<Integer> rest = new ArrayList<>(hub.exits());
            List<Integer> missing = codes(expected, hub);
            missing.removeIf(code -> rest.remove((Object) code));
            codes(allowed, hub).forEach(code -> rest.remove((Object) code));
            assertThat(rest).as("unexpected ends of %s: %s", hub.url(), hub.endOfLog()).isEmpty();
            assertThat(missing).as("ends of %s that are missing", hub.url()).isEmpty();
        }
    }

    private static List<Integer> codes(List<Exit> exits, HubProcess hub) {
        return new ArrayList<>(
                exits.stream().filter(it -> it.hub().equals(hub)).map(Exit::code).toList());
    }
}

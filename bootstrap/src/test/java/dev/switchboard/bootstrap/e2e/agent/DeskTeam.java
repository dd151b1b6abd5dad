package dev.switchboard.bootstrap.e2e.agent;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents among whom conversations go round, a supervisor who takes and assigns them, and one who
/// only watches.
record DeskTeam(List<Member> agents, Member supervisor, Member auditor) {

    /// An agent with three consoles: one decides, one writes, and one only shows.
    record Member(WireConsole desk, WireConsole laptop, WireConsole phone) {

        static Member at(StaffedHub hub, String token) {
            return new Member(hub.console(token), hub.console(token), hub.console(token));
        }

        /// Is offered nothing.
        private Member busy() {
            desk.must(
                    "availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":2}");
            return this;
        }

        Stream<WireConsole> consoles() {
            return Stream.of(desk, laptop, phone);
        }

        String target() {
            return "\"to\":{\"agentId\":\"" + desk.agentId() + "\"}";
        }
    }

    /// @param agents their tokens
    static DeskTeam at(StaffedHub hub, List<String> agents, String supervisor, String auditor) {
        return new DeskTeam(
                agents.stream().map(token -> Member.at(hub, token)).toList(),
                Member.at(hub, supervisor).busy(),
                Member.at(hub, auditor).busy());
    }

    /// Those who may have conversations.
    Stream<Member> holders() {
        return Stream.concat(agents.stream(), Stream.of(supervisor));
    }

    Member another(@Nullable Member than) {
        List<Member> others = agents.stream().filter(agent -> !agent.equals(than)).toList();
        return others.get(ThreadLocalRandom.current().nextInt(others.size()));
    }

    /// A console that only shows, of anybody.
    WireConsole someScreen() {
        List<Member> all = Stream.concat(holders(), Stream.of(auditor)).toList();
        return all.get(ThreadLocalRandom.current().nextInt(all.size())).phone();
    }

    void leaves() {
        Stream.concat(holders(), Stream.of(auditor))
                .flatMap(Member::consoles)
                .forEach(WireConsole::close);
    }
}
